import { distribution, type Random } from './random.ts'

/** ISO 3166 alpha-3 of the foreigners of the city, roughly as they live here. */
export const foreignNationality = distribution<string>([
  ['KOR', 24],
  ['USA', 16],
  ['JPN', 12],
  ['CAN', 7],
  ['DEU', 6],
  ['FRA', 6],
  ['GBR', 6],
  ['AUS', 5],
  ['RUS', 5],
  ['IND', 3],
  ['PAK', 3],
  ['ITA', 2],
  ['ESP', 2],
  ['BRA', 1],
  ['NGA', 1],
  ['LKA', 1],
])

interface Names {
  readonly family: readonly string[]
  readonly man: readonly string[]
  readonly woman: readonly string[]
}

const names = (family: string, man: string, woman: string): Names => ({
  family: family.split(' '),
  man: man.split(' '),
  woman: woman.split(' '),
})

const english = names(
  'SMITH JOHNSON WILLIAMS BROWN JONES MILLER DAVIS WILSON ANDERSON TAYLOR THOMAS MOORE MARTIN THOMPSON CAMPBELL STEWART',
  'JAMES MICHAEL ROBERT DAVID WILLIAM DANIEL MATTHEW ANDREW THOMAS BENJAMIN CHRISTOPHER ALEXANDER',
  'MARY JENNIFER ELIZABETH SARAH EMILY EMMA OLIVIA CHARLOTTE HANNAH LAURA CATHERINE REBECCA',
)

const byNationality: Readonly<Record<string, Names>> = {
  KOR: names(
    'KIM LEE PARK CHOI JUNG KANG CHO YOON LIM HAN',
    'MINJUN SEOJUN JIHO DOYUN HYUNWOO JUNSEO SUNGHO',
    'SEOYEON JIWOO MINSEO HAEUN SOOJIN EUNJI JIHYE',
  ),
  JPN: names(
    'SATO SUZUKI TAKAHASHI TANAKA WATANABE ITO YAMAMOTO NAKAMURA',
    'HIROSHI TAKASHI KENJI DAISUKE SHOTA YUTO',
    'YUKI AKIKO NAOMI HARUKA SAKURA MIKI',
  ),
  DEU: names(
    'MUELLER SCHMIDT SCHNEIDER FISCHER WEBER WAGNER BECKER HOFFMANN',
    'THOMAS STEFAN LUKAS FELIX JONAS MAXIMILIAN',
    'ANNA JULIA KATHARINA LENA SOPHIE CLAUDIA',
  ),
  FRA: names(
    'MARTIN BERNARD DUBOIS ROBERT RICHARD DURAND MOREAU LAURENT',
    'PIERRE JEAN NICOLAS LUCAS HUGO ANTOINE',
    'MARIE CAMILLE CHLOE LEA CLAIRE JULIETTE',
  ),
  RUS: names(
    'IVANOV SMIRNOV KUZNETSOV POPOV VOLKOV SOKOLOV',
    'ALEKSANDR DMITRII SERGEI IVAN MIKHAIL ANDREI',
    'ANNA ELENA OLGA NATALIA TATIANA EKATERINA',
  ),
  IND: names(
    'SHARMA PATEL SINGH KUMAR GUPTA REDDY VENKATARAMANAN',
    'RAHUL ARJUN VIKRAM SANJAY ADITYA',
    'PRIYA ANJALI DIVYA KAVYA LAKSHMI',
  ),
  PAK: names('KHAN AHMED HUSSAIN MALIK BUTT', 'MUHAMMAD ALI HASSAN USMAN BILAL', 'AYESHA FATIMA ZAINAB SANA MARYAM'),
  ITA: names('ROSSI RUSSO FERRARI ESPOSITO BIANCHI', 'MARCO LUCA GIUSEPPE MATTEO', 'GIULIA CHIARA FRANCESCA ELENA'),
  ESP: names('GARCIA FERNANDEZ GONZALEZ RODRIGUEZ LOPEZ', 'CARLOS JAVIER ALEJANDRO PABLO', 'MARIA CARMEN LUCIA ISABEL'),
  BRA: names('DA SILVA SANTOS OLIVEIRA SOUZA', 'JOAO PEDRO LUCAS GABRIEL', 'ANA BEATRIZ JULIANA MARIANA'),
  NGA: names('OKAFOR ADEYEMI BALOGUN OKONKWO', 'EMEKA CHINEDU TUNDE IBRAHIM', 'NGOZI CHIOMA AMINA FOLAKE'),
  LKA: names('PERERA FERNANDO WICKRAMASINGHE JAYAWARDENA', 'NUWAN KASUN DINESH', 'NADEESHA DILANI SACHINI'),
}

/** Longer than chip and card face can hold: somebody has to set a form that fits. */
const overlong = ['WOLFESCHLEGELSTEINHAUSEN', 'FEATHERSTONEHAUGH-CHOLMONDELEY', 'PAPADIAMANTOPOULOS-KONSTANTINIDIS']

/** As in the machine-readable zone: family name, given names, capital letters. */
export function foreignName(random: Random, nationality: string, sex: '1' | '2', family: string | undefined): string {
  const style = byNationality[nationality] ?? english
  const given = sex === '1' ? style.man : style.woman
  const familyName = family ?? foreignFamilyName(random, nationality)
  const second = style === english && random.chance(0.5) ? ` ${random.pick(given)}` : ''
  return `${familyName} ${random.pick(given)}${second}`
}

export function foreignFamilyName(random: Random, nationality: string): string {
  return random.chance(0.02) ? random.pick(overlong) : random.pick((byNationality[nationality] ?? english).family)
}
