"""The guided builder of statutes: questions in the reader's language, Danish text out.

`answers` is what was answered, `questions` what is asked, `danish` the text, `warnings` what a
reviewer would remark, `signing` the signing rule, `files` the text as Word file and PDF. Nothing
here reads the database.
"""
