import type { DocumentProblem } from '../snapshot/document-facts.ts';
import type { Words } from './words.ts';

const sentences: Readonly<Record<DocumentProblem, Words>> = {
  encrypted: {
    th: 'ไฟล์ติดรหัส เครื่องอ่านไม่ได้ โปรดเปิดดูเอง และเผยแพร่ฉบับที่ไม่ต้องใช้รหัส',
    en: 'The file is locked with a password: this tool cannot read it. Open it yourself, and publish one without.',
  },
  damaged: {
    th: 'ไฟล์เสียหรือไม่สมบูรณ์ เครื่องอ่านไม่ได้ โปรดลองเปิดเอง และอัปโหลดใหม่ถ้าเปิดไม่ได้',
    en: 'The file is damaged or incomplete: this tool cannot read it. Try to open it, and upload it again if you cannot.',
  },
  'too-large': {
    th: 'ไฟล์ใหญ่เกินกว่าที่เครื่องอ่าน โปรดเปิดดูเอง',
    en: 'The file is larger than this tool reads. Open it yourself.',
  },
  'took-too-long': {
    th: 'อ่านไฟล์ไม่เสร็จในเวลาที่กำหนด โปรดเปิดดูเอง',
    en: 'The file could not be read within the time allowed. Open it yourself.',
  },
  'took-too-much-memory': {
    th: 'ไฟล์ใช้หน่วยความจำมากเกินกว่าที่เครื่องอ่านได้ โปรดเปิดดูเอง',
    en: 'Reading the file takes more memory than is allowed. Open it yourself.',
  },
  unsupported: {
    th: 'เป็นไฟล์ชนิดที่เครื่องอ่านเนื้อในไม่ได้ โปรดเปิดดูเอง ถ้าทำได้ให้เผยแพร่เป็น PDF หรือไฟล์สำนักงานทั่วไป',
    en: 'A kind of file that this tool cannot read. Open it yourself; if you can, publish it as PDF or in an office format.',
  },
  'not-a-document': {
    th: 'ลิงก์ของไฟล์เปิดได้หน้าเว็บหรืออย่างอื่นที่ไม่ใช่เอกสาร โปรดเปิดลิงก์ดูว่าประชาชนเห็นไฟล์จริง',
    en: 'The link of the file gives a web page or something else that is no document. Open it and see whether the public gets the file.',
  },
  'text-garbled': {
    th: 'ข้อความใน PDF เพี้ยน (ฟอนต์ไม่มีตารางอักขระ) เครื่องอ่านไม่ได้ โปรดเปิดดูเอง และส่งออกไฟล์ใหม่จากต้นฉบับ',
    en: 'The text of the PDF is garbled (its fonts lack a character table): this tool cannot read it. Open it yourself, and export it anew from the original.',
  },
  'no-text-layer': {
    th: 'เป็นภาพสแกน เครื่องอ่านไม่ได้ โปรดเปิดดูเอง',
    en: 'A scan: this tool cannot read it. Open it yourself.',
  },
};

/**
 * Why a document could not be read and what to do about it.
 * @param problem absent: the sentence names what may be the case
 * @param unreadPages pages that only a person can read, where the others were read
 */
export function writeUnreadable(
  problem: DocumentProblem | undefined,
  unreadPages: number | undefined,
): Words {
  if (problem === undefined) {
    return {
      th: 'เป็นภาพสแกน/ติดรหัส/ไฟล์เสีย เครื่องอ่านไม่ได้ โปรดเปิดดูเอง',
      en: 'A scan, an encrypted or a damaged file: this tool cannot read it. Open it yourself.',
    };
  }
  if (unreadPages !== undefined && unreadPages > 0) {
    return {
      th: `มี ${unreadPages} หน้าที่เป็นภาพหรือภาพสแกน เครื่องอ่านหน้านั้นไม่ได้ โปรดเปิดดูเอง`,
      en: `${unreadPages} page${unreadPages === 1 ? ' is a picture or a scan that' : 's are pictures or scans that'} this tool cannot read. Open the file yourself.`,
    };
  }
  return sentences[problem];
}
