import { configureStore, createSlice, PayloadAction } from '@reduxjs/toolkit';
import { useDispatch, useSelector } from 'react-redux';
import React, { useEffect } from 'react';

const slice = createSlice({
  name: 'notes',
  initialState: { text: '', count: 0 },
  reducers: {
    setText(state, action: PayloadAction<string>) {
      state.text = action.payload;
    },
    increment(state) {
      state.count += 1;
    },
  },
});

export const store = configureStore({ reducer: { notes: slice.reducer } });

export function Note(): JSX.Element {
  const dispatch = useDispatch();
  const count = useSelector((state: any) => state.notes.count);
  useEffect(() => {
    dispatch(slice.actions.setText(window.location.hash));
  }, []);
  const onPaste = (event: React.ClipboardEvent<HTMLDivElement>) => {
    event.preventDefault();
    const html = event.clipboardData.getData('text/html');
    event.currentTarget.innerHTML = html; // error: xss
    event.currentTarget.textContent = event.clipboardData.getData('text/plain');
  };
  const onDrop = (event: React.DragEvent<HTMLDivElement>) => {
    const url = event.dataTransfer.getData('text/uri-list');
    event.currentTarget.insertAdjacentHTML('beforeend', `<img alt="${url}">`); // error: xss
  };
  const onChange = (event: React.ChangeEvent<HTMLInputElement>) => {
    document.querySelector('#echo')!.innerHTML = event.target.value; // error: xss
    document.querySelector('#echo')!.textContent = event.target.value;
  };
  return (
    <div onPaste={onPaste} onDrop={onDrop}>
      <input onChange={onChange} />
      <b>{count}</b>
    </div>
  );
}
