import asyncio
import json
import logging
import os
import pickle
import subprocess

import grpc
import nats
import paho.mqtt.client as mqtt
import pika
import socketio
import websockets
import zmq
from aiokafka import AIOKafkaConsumer
from celery import Celery, shared_task
from channels.generic.websocket import AsyncWebsocketConsumer, WebsocketConsumer
from confluent_kafka import Consumer
from flask import Flask
from flask_socketio import SocketIO, emit
from kafka import KafkaConsumer

import demo_pb2
import demo_pb2_grpc

log = logging.getLogger("msg")


def on_message(ch, method, properties, body):
    data = json.loads(body)
    os.system("process " + data["name"])  # error: command-injection
    ch.basic_ack(delivery_tag=method.delivery_tag)


def consume():
    conn = pika.BlockingConnection(pika.ConnectionParameters("localhost"))
    channel = conn.channel()
    channel.basic_consume(queue="q", on_message_callback=on_message)
    channel.start_consuming()


def kafka():
    for msg in KafkaConsumer("topic"):
        log.info("got %s", msg.value.decode())  # error: log-injection
        pickle.loads(msg.value)  # error: unsafe-deserialization


def confluent():
    c = Consumer({})
    msg = c.poll(1.0)
    os.system("run " + msg.value().decode())  # error: command-injection


async def aio():
    consumer = AIOKafkaConsumer("t")
    async for msg in consumer:
        os.system(msg.value.decode())  # error: command-injection


def mqtt_main():
    client = mqtt.Client()

    def handle(client, userdata, msg):
        subprocess.run("say " + msg.payload.decode(), shell=True)  # error: command-injection
        subprocess.run(["say", msg.payload.decode()])

    client.on_message = handle
    client.loop_forever()


class Greeter(demo_pb2_grpc.GreeterServicer):
    def SayHello(self, request, context):
        log.info("hello %s", request.name)  # error: log-injection
        os.system("greet " + request.name)  # error: command-injection
        return demo_pb2.HelloReply(message="Hello " + request.name)


class Chat(WebsocketConsumer):
    def receive(self, text_data=None, bytes_data=None):
        data = json.loads(text_data)
        eval(data["expr"])  # error: code-injection
        self.send(text_data=json.dumps({"m": data["m"]}))


class AChat(AsyncWebsocketConsumer):
    async def receive(self, text_data):
        log.info(text_data)  # error: log-injection
        await self.send(text_data)

    async def connect(self):
        room = self.scope["url_route"]["kwargs"]["room"]
        os.mkdir("/srv/rooms/" + room)  # error: path-traversal
        await self.accept()


sio = socketio.AsyncServer()


@sio.event
async def chat(sid, data):
    os.system("chat " + data["text"])  # error: command-injection


@sio.on("other")
def other(sid, data):
    log.info("other %s", data)  # error: log-injection


fsio = SocketIO(Flask(__name__))


@fsio.on("message")
def fmsg(data):
    eval(data)  # error: code-injection
    emit("reply", data)


async def ws_handler(websocket):
    async for message in websocket:
        subprocess.run(message, shell=True)  # error: command-injection
        await websocket.send(message)


async def ws_main():
    async with websockets.serve(ws_handler, "localhost", 8765):
        await asyncio.Future()


def zmain():
    sock = zmq.Context().socket(zmq.REP)
    text = sock.recv_string()
    os.system(text)  # error: command-injection
    obj = sock.recv_json()
    os.system("x %d" % int(obj["n"]))
    pickle.loads(sock.recv())  # error: unsafe-deserialization


async def tcp(reader, writer):
    line = await reader.readline()
    os.system("log " + line.decode())  # error: command-injection
    writer.write(line)


async def tcp_main():
    server = await asyncio.start_server(tcp, "127.0.0.1", 8888)
    async with server:
        await server.serve_forever()
