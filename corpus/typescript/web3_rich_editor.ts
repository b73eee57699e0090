import Quill from 'quill';
import { Editor } from '@tiptap/core';
import StarterKit from '@tiptap/starter-kit';
import TurndownService from 'turndown';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import showdown from 'showdown';

const preview = document.querySelector<HTMLElement>('#preview')!;
const area = document.querySelector<HTMLTextAreaElement>('textarea')!;
const quill = new Quill('#editor');
const converter = new showdown.Converter({ tables: true });

quill.on('text-change', () => {
  preview.textContent = quill.getText();
});
area.addEventListener('input', () => {
  preview.innerHTML = micromark(area.value);
  preview.innerHTML = micromark(area.value, { extensions: [gfm()], htmlExtensions: [gfmHtml()] });
  preview.innerHTML = micromark(area.value, { allowDangerousHtml: true }); // error: xss
  preview.innerHTML = converter.makeHtml(area.value); // error: xss
  preview.textContent = new TurndownService().turndown(area.value);
});

const editor = new Editor({ element: document.querySelector('#tiptap')!, extensions: [StarterKit], content: area.value });
document.querySelector('#save')!.addEventListener('click', () => {
  localStorage.setItem('draft', JSON.stringify(editor.getJSON()));
  preview.innerHTML = `<p>${editor.getText()}</p>`;
});
quill.clipboard.dangerouslyPasteHTML(0, localStorage.getItem('draft') ?? ''); // error: xss
quill.insertText(0, localStorage.getItem('draft') ?? '');
