/*
 * Fills assets/build (what Django serves as static files), var/fonts (what PDF letters are set
 * with) and var/test-assets (what only the tests load). Needs node 20 and an installed
 * node_modules, no network.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import postcss from 'postcss'
import rtlcss from 'rtlcss'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const sources = join(root, 'assets')
const finished = join(sources, 'build')
// Made beside the old one and put in its place at the end, so that a running server always has files.
const build = join(root, 'var', 'build')
const packages = join(root, 'node_modules')
const dkfds = join(packages, 'dkfds', 'dist')

/* The weights DKFDS asks for are 400, 500, 600 and 700; two files serve them: 17 kB each saved. */
const WEIGHTS = [
  { file: 'Regular', weight: '400 500' },
  { file: 'SemiBold', weight: '600 700' }
]
/* The characters each split file of IBM Plex Sans holds: a browser fetches only those a page needs. */
const SUBSETS = [
  { name: 'Cyrillic', range: 'U+400-45F,U+472-473,U+490-49D,U+4A0-4A5,U+4AA-4AB,U+4AE-4B3,U+4B6-4BB,U+4C0-4C2,U+4CF-4D9,U+4DC-4DF,U+4E2-4E9,U+4EE-4F5,U+4F8-4F9' },
  { name: 'Latin3', range: 'U+102-103,U+1CD-1DC,U+1EA0-1EF9,U+20AB' },
  { name: 'Latin2', range: 'U+100-101,U+104-130,U+132-151,U+154-17F,U+18F,U+192,U+1A0-1A1,U+1AF-1B0,U+1FA-1FF,U+218-21B,U+237,U+259,U+1E80-1E85,U+1E9E' },
  { name: 'Latin1', range: 'U+0,U+D,U+20-7E,U+A0-FF,U+131,U+152-153,U+2C6,U+2DA,U+2DC,U+2013-2014,U+2018-201A,U+201C-201E,U+2020-2022,U+2026,U+2030,U+2039-203A,U+2044,U+20AC,U+2122,U+2212,U+FB01-FB02' }
]
/* The three theme colours of the DKFDS sheet become the municipality's own, which core:theme sets. */
const COLOUR = 'var(--kommune-farve,#0059b3)'
const COLOURS = {
  '#0059b3': COLOUR,
  '#004993': `color-mix(in srgb,${COLOUR} 82%,#000)`,
  '#003972': `color-mix(in srgb,${COLOUR} 64%,#000)`
}
/* Parts of DKFDS that no page uses, or that ours replace (the phone menu works without scripts). */
const UNUSED = /\.(icon-[a-z-]+:not\(a\)|date-picker|cookie-message|toast|back-to-top|mobile-drawer|navigation-menu-mobile|portal-info-mobile|solution-info-mobile|menu-top|language-switcher|toggle-element|spinner|overlay)/
const PDF_FONTS = [
  ['noto-sans', ['400Regular', '400Regular_Italic', '600SemiBold', '700Bold', '700Bold_Italic']],
  ['noto-sans-arabic', ['400Regular', '700Bold']],
  ['noto-sans-ethiopic', ['400Regular', '700Bold']],
  ['noto-sans-tamil', ['400Regular', '700Bold']],
  ['noto-sans-symbols', ['400Regular', '700Bold']]
]

const read = (...parts) => readFileSync(join(...parts), 'utf8')

/** Write a text file into the build without comments that point at a source map. */
function write (name, text) {
  const target = join(build, name)
  mkdirSync(dirname(target), { recursive: true })
  writeFileSync(target, text.replace(/\/[/*][#@]\s*sourceMappingURL=\S+?(\s*\*\/)?\s*$/gm, '').trimEnd() + '\n')
}

/** Copy the split font files and return the rules that name them. */
function fonts () {
  const rules = []
  for (const { file, weight } of WEIGHTS) {
    for (const { name, range } of SUBSETS) {
      const font = `IBMPlexSans-${file}-${name}.woff2`
      cpSync(join(dkfds, 'fonts/IBMPlexSans/split/woff2', font), join(build, 'fonts', font))
      rules.push(`@font-face{font-family:IBM Plex Sans;font-style:normal;font-weight:${weight};font-display:swap;src:url(../fonts/${font}) format("woff2");unicode-range:${range}}`)
    }
  }
  return rules.join('')
}

/** The DKFDS sheet without fonts, unused parts and foreign logos, in the municipality's colours. */
function designSystem () {
  const sheet = postcss.parse(read(dkfds, 'css/dkfds-virkdk.min.css'))
  sheet.walkAtRules('font-face', (rule) => { rule.remove() })
  sheet.walkComments((comment) => { comment.remove() })
  sheet.walkRules((rule) => {
    if (rule.parent.name?.endsWith('keyframes')) return
    const kept = rule.selectors.filter((selector) => !UNUSED.test(selector))
    if (kept.length === 0) rule.remove()
    else if (kept.length < rule.selectors.length) rule.selectors = kept
  })
  sheet.walkDecls((declaration) => {
    if (/logo[-_a-z]*\.(svg|png)/.test(declaration.value)) declaration.remove()
    else declaration.value = declaration.value.replace(/#[0-9a-f]{6}\b/gi, (colour) => COLOURS[colour.toLowerCase()] ?? colour)
  })
  sheet.walkRules((rule) => { if (rule.nodes.length === 0) rule.remove() })
  sheet.walkAtRules('media', (rule) => { if (rule.nodes.length === 0) rule.remove() })
  return sheet.toString()
}

/** Copy every image a sheet names; a missing one ends the build. */
function images (css) {
  for (const [, image] of css.matchAll(/url\("?\.\.\/(img\/[^")]+)"?\)/g)) {
    cpSync(join(dkfds, image), join(build, image))
  }
}

/** One SVG file with the icons that pages may use by name. */
function icons () {
  const all = read(dkfds, 'img/all-svg-icons.svg')
  const symbols = JSON.parse(read(sources, 'icons.json')).map((name) => {
    const symbol = all.match(new RegExp(`<symbol id="${name}"[^]*?</symbol>`))
    if (!symbol) throw new Error(`DKFDS has no icon ${name}`)
    return symbol[0]
  })
  write('img/icons.svg', `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>`)
}

/** One of our own sheets, without comments and indents; `before` is put in front of it. */
function own (name, before = '') {
  const sheet = postcss.parse(read(sources, 'css', name))
  sheet.walkComments((comment) => { comment.remove() })
  write(`css/${name}`, before + sheet.toString().replace(/\n\s*/g, '\n'))
}

function letters () {
  const target = join(root, 'var', 'fonts')
  mkdirSync(target, { recursive: true })
  for (const [family, styles] of PDF_FONTS) {
    for (const style of styles) {
      const folder = join(packages, '@expo-google-fonts', family, style)
      for (const file of readdirSync(folder).filter((name) => name.endsWith('.ttf'))) {
        cpSync(join(folder, file), join(target, file))
      }
    }
  }
}

rmSync(build, { recursive: true, force: true })
mkdirSync(build, { recursive: true })
const faces = fonts()
const css = designSystem()
images(css)
write('css/dkfds.css', faces + css)
write('css/dkfds.rtl.css', faces + rtlcss.process(css))
for (const sheet of readdirSync(join(sources, 'css'))) own(sheet, sheet === 'admin.css' ? faces : '')
own('casework.css')
icons()
write('js/dkfds.js', read(dkfds, 'js/dkfds.min.js'))
write('js/htmx.js', read(packages, 'htmx.org/dist/htmx.min.js'))
for (const script of readdirSync(join(sources, 'js'))) write(`js/${script}`, read(sources, 'js', script))
cpSync(join(sources, 'img'), join(build, 'img'), { recursive: true })
letters()
if (existsSync(join(packages, 'axe-core'))) {
  mkdirSync(join(root, 'var', 'test-assets'), { recursive: true })
  cpSync(join(packages, 'axe-core/axe.min.js'), join(root, 'var/test-assets/axe.min.js'))
}

rmSync(finished, { recursive: true, force: true })
renameSync(build, finished)

for (const file of ['css/dkfds.css', 'css/dkfds.rtl.css', 'css/foreningsbro.css', 'css/admin.css', 'js/foreningsbro.js', 'js/dkfds.js', 'js/htmx.js', 'img/icons.svg']) {
  console.log(`${file}: ${(brotliCompressSync(readFileSync(join(finished, file))).length / 1000).toFixed(1)} kB compressed`)
}
