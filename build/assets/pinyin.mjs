// Writes the pinyin table that OrgWork.Kernel embeds: kind, reading, texts.
//   字  one reading, all characters whose most common reading it is
//   姓  surnames that are read otherwise, and all compound surnames
//   词  words in which a character is read otherwise than alone
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const scratch = process.argv[2]
const { pinyin } = createRequire(join(scratch, 'package.json'))('pinyin-pro')
const pinyinPro = join(scratch, 'node_modules/pinyin-pro')
const data = async name => Object.keys((await import(pathToFileURL(join(pinyinPro, `dist/esm/data/${name}.mjs`)))).default)

const options = { toneType: 'none', v: true, type: 'array', toneSandhi: false }
const read = text => pinyin(text, options)
const readSurname = text => pinyin(text, { ...options, mode: 'surname', surname: 'head' })

// Surnames that pinyin-pro does not list or that it reads like the common word.
const moreSurnames = { 种: 'chong', 祭: 'zhai', 洗: 'xian', 么: 'yao', 秘: 'bi', 单于: 'chan yu' }

const rows = { 字: new Map(), 姓: new Map(), 词: new Map() }
const add = (kind, reading, text) => rows[kind].set(reading, [...rows[kind].get(reading) ?? [], text])

// 〇, the BMP's ideographs, and those beyond it that are allowed in names today.
const alone = new Map()
for (const [from, to] of [[0x3007, 0x3007], [0x3400, 0x4dbf], [0x4e00, 0x9fff], [0x20000, 0x323af]])
  for (let code = from; code <= to; code++) {
    const char = String.fromCodePoint(code)
    const reading = read(char)[0]
    if (/^[a-z]{1,6}$/.test(reading)) alone.set(char, reading)
  }
for (const [char, reading] of alone) add('字', reading, char)

const readAlone = text => [...text].map(char => alone.get(char)).join(' ')
for (const surname of new Set([...await data('surname'), ...Object.keys(moreSurnames)])) {
  const reading = moreSurnames[surname] ?? readSurname(surname).join(' ')
  if ([...surname].length > 1 || reading !== readAlone(surname)) add('姓', reading, surname)
}
for (const word of [...await data('dict2'), ...await data('dict3')]) {
  const reading = read(word).join(' ')
  if (reading !== readAlone(word) && /^[a-z]+( [a-z]+)+$/.test(reading)) add('词', reading, word)
}

const { version } = JSON.parse(readFileSync(join(pinyinPro, 'package.json'), 'utf8'))
const copyright = readFileSync(join(pinyinPro, 'LICENSE'), 'utf8').match(/^Copyright.*$/m)[0]
const lines = [`# made by build/assets/make from pinyin-pro ${version} (MIT licence, ${copyright})`]
for (const [kind, readings] of Object.entries(rows))
  for (const [reading, texts] of [...readings].sort(([a], [b]) => a < b ? -1 : 1))
    lines.push([kind, reading, texts.join(kind === '字' ? '' : ' ')].join('\t'))
process.stdout.write(lines.join('\n') + '\n')
