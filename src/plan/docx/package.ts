import { escapeXml, pageField, paragraph, type ParagraphStyle, run } from './markup.ts';
import { packZip } from '../../document/archive/pack-zip.ts';

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const wordMl = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageMl = 'http://schemas.openxmlformats.org/package/2006';
const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

/** A4 lying, in twentieths of a point, with its margins. */
const page = { width: 16838, height: 11906, side: 850, top: 850, bottom: 964, foot: 425 };

/** Width that a table may fill, in twentieths of a point. */
export const textWidth = page.width - 2 * page.side;

/** The font that Thai offices write in (a Cabinet resolution of 2553 names it), and what stands in for it. */
const font = 'TH Sarabun New';
const substitutes = 'TH SarabunPSK,Sarabun,Cordia New,Angsana New,Noto Sans Thai,Garuda,Norasi';

/** A document of one section on lying A4, with a foot on every page. */
export interface DocxContent {
  title: string;
  /** paragraphs and tables as made by the markup functions */
  body: string;
  /** stands at the foot of every page, the number of the page after it */
  foot: string;
  /** "หน้า {page} จาก {pages}" in pieces */
  pageWords: { before: string; between: string };
  /** ISO day, kept in the file's properties: no clock is read */
  createdOn: string;
  language: 'th' | 'en';
}

/**
 * A .docx (ECMA-376): text that breaks into lines as Thai, since its language is said to be Thai, in both the Latin and
 * the complex-script font. The same content always gives the same bytes.
 */
export function packDocx(content: DocxContent): Uint8Array {
  const relation = (id: number, type: string, target: string): string =>
    `<Relationship Id="rId${id}" Type="${relationships}/${type}" Target="${target}"/>`;
  const parts: [name: string, text: string][] = [
    [
      '[Content_Types].xml',
      `${head}<Types xmlns="${packageMl}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${wordType}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${wordType}.styles+xml"/><Override PartName="/word/settings.xml" ContentType="${wordType}.settings+xml"/><Override PartName="/word/fontTable.xml" ContentType="${wordType}.fontTable+xml"/><Override PartName="/word/footer1.xml" ContentType="${wordType}.footer+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`,
    ],
    [
      '_rels/.rels',
      `${head}<Relationships xmlns="${packageMl}/relationships">${relation(1, 'officeDocument', 'word/document.xml')}<Relationship Id="rId2" Type="${packageMl}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
    ],
    [
      'word/_rels/document.xml.rels',
      `${head}<Relationships xmlns="${packageMl}/relationships">${relation(1, 'styles', 'styles.xml')}${relation(2, 'settings', 'settings.xml')}${relation(3, 'fontTable', 'fontTable.xml')}${relation(4, 'footer', 'footer1.xml')}</Relationships>`,
    ],
    [
      'word/document.xml',
      `${head}<w:document xmlns:w="${wordMl}" xmlns:r="${relationships}"><w:body>${content.body}<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="${page.width}" w:h="${page.height}" w:orient="landscape"/><w:pgMar w:top="${page.top}" w:right="${page.side}" w:bottom="${page.bottom}" w:left="${page.side}" w:header="${page.foot}" w:footer="${page.foot}" w:gutter="0"/></w:sectPr></w:body></w:document>`,
    ],
    ['word/styles.xml', styles(content.language)],
    [
      'word/settings.xml',
      `${head}<w:settings xmlns:w="${wordMl}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:compat><w:applyBreakingRules/><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="en-US" w:bidi="th-TH"/></w:settings>`,
    ],
    [
      'word/fontTable.xml',
      `${head}<w:fonts xmlns:w="${wordMl}"><w:font w:name="${font}"><w:altName w:val="${substitutes}"/><w:charset w:val="DE"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>`,
    ],
    ['word/footer1.xml', footer(content)],
    [
      'docProps/core.xml',
      `${head}<cp:coreProperties xmlns:cp="${packageMl}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escapeXml(content.title)}</dc:title><dc:creator>oit-checker</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">${content.createdOn}T00:00:00Z</dcterms:created></cp:coreProperties>`,
    ],
  ];
  return packZip(parts, { isDeflated: true });
}

function styles(language: 'th' | 'en'): string {
  const latin = language === 'th' ? 'th-TH' : 'en-GB';
  return `${head}<w:styles xmlns:w="${wordMl}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="${font}" w:hAnsi="${font}" w:eastAsia="${font}" w:cs="${font}"/><w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="${latin}" w:eastAsia="en-US" w:bidi="th-TH"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style></w:styles>`;
}

function footer({ foot, pageWords }: DocxContent): string {
  const style: ParagraphStyle = { sizePt: 10 };
  const pages = `${run(pageWords.before, style)}${pageField('PAGE', style)}${run(pageWords.between, style)}${pageField('NUMPAGES', style)}`;
  return `${head}<w:ftr xmlns:w="${wordMl}">${paragraph(run(foot, style), style)}${paragraph(pages, { ...style, align: 'center' })}</w:ftr>`;
}
