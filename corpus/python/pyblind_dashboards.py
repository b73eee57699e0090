import os
import subprocess
import duckdb
import pandas as pd
import streamlit as st
import streamlit.components.v1 as components
import gradio as gr
from dash import Dash, Input, Output, State, dcc, html, callback
from sqlalchemy import create_engine

engine = create_engine("sqlite://")
name = st.text_input("Name")
st.write("Hello " + name)
st.markdown(f"<b>{name}</b>", unsafe_allow_html=True)  # error: xss
st.markdown(f"**{name}**")
st.html("<p>" + name + "</p>")  # error: xss
components.html(f"<div>{name}</div>", height=100)  # error: xss
age = st.slider("Age", 0, 100)
st.markdown(f"<b>{age}</b>", unsafe_allow_html=True)
kind = st.selectbox("Kind", ["a", "b"])
st.dataframe(pd.read_sql(f"SELECT * FROM t WHERE age > {age}", engine))
st.dataframe(pd.read_sql(f"SELECT * FROM t WHERE name = '{name}'", engine))  # error: sql-injection
st.dataframe(duckdb.sql(f"SELECT * FROM 'x.parquet' WHERE n = '{name}'").df())  # error: sql-injection
st.dataframe(duckdb.execute("SELECT * FROM t WHERE n = ?", [name]).df())
up = st.file_uploader("File")
if up is not None:
    with open(os.path.join("/tmp", up.name), "wb") as f:  # error: path-traversal
        f.write(up.getbuffer())
token = st.query_params.get("token", "")
if st.button("Run"):
    subprocess.run(f"run {token}", shell=True)  # error: command-injection
text = st.text_area("Expr")
if text:
    st.write(eval(text))  # error: code-injection


def greet(who, intensity):
    os.system("say " + who)  # error: command-injection
    return "Hello, " + who + "!" * int(intensity)


demo = gr.Interface(fn=greet, inputs=["text", "slider"], outputs=["text"])


def render(q):
    return f"<p>{q}</p>"  # error: xss


with gr.Blocks() as blocks:
    box = gr.Textbox(label="q")
    out = gr.HTML()
    btn = gr.Button("Go")
    btn.click(fn=render, inputs=box, outputs=out)

app = Dash(__name__)
app.layout = html.Div([dcc.Input(id="in"), html.Div(id="out")])


@callback(Output("out", "children"), Input("in", "value"))
def update(value):
    df = pd.read_sql_query("SELECT * FROM t WHERE n = '" + value + "'", engine)  # error: sql-injection
    df2 = pd.read_sql_query("SELECT * FROM t WHERE n = :n", engine, params={"n": value})
    return html.Div([value, len(df), len(df2)])


@app.callback(Output("md", "children"), Input("in", "value"))
def md(value):
    return dcc.Markdown(value, dangerously_allow_html=True)  # error: xss
