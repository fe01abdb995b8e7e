def test_the_cast_can_be_made(cast):
    assert cast.ayse.has_perm("grants.submit_application", cast.culture)
    assert not cast.hodan.has_perm("grants.submit_application", cast.culture)
