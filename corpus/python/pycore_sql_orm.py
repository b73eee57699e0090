"""A catalogue over SQLAlchemy, SQLModel, Peewee, Pony and Tortoise."""
from flask import Flask, jsonify, request
from flask_sqlalchemy import SQLAlchemy
from peewee import SQL, CharField, Model, SqliteDatabase, fn
from pony import orm
from sqlalchemy import and_, bindparam, column, create_engine, desc, func, literal_column, select, text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlmodel import Session as ModelSession
from tortoise import Tortoise
from tortoise.expressions import RawSQL

app = Flask(__name__)
db = SQLAlchemy(app)
engine = create_engine("sqlite:///shop.db")


class Base(DeclarativeBase):
    pass


class Item(Base):
    __tablename__ = "items"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    price: Mapped[int]


class Note(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    title = db.Column(db.String(80))


@app.get("/core")
def core():
    name = request.args["name"]
    with engine.connect() as conn:
        conn.execute(text("SELECT * FROM items WHERE name = :name"), {"name": name})
        conn.execute(text("SELECT * FROM items WHERE name = :name").bindparams(name=name))
        conn.execute(text(f"SELECT * FROM items WHERE name = '{name}'"))  # error: sql-injection
        conn.exec_driver_sql("SELECT * FROM items WHERE name = ?", (name,))
        conn.exec_driver_sql("SELECT * FROM items WHERE name = '" + name + "'")  # error: sql-injection
        conn.execute(select(Item).where(Item.name == name))
        conn.execute(select(literal_column(name)).select_from(Item))  # error: sql-injection
        conn.execute(select(column(name)).select_from(Item))
        conn.execute(select(Item).where(text("price > " + request.args["p"])))  # error: sql-injection
        conn.execute(select(func.count()).where(Item.name == bindparam("n")), {"n": name})
    return jsonify([])


@app.get("/orm")
def with_orm():
    sort, name = request.args["sort"], request.args["name"]
    with Session(engine) as session:
        session.query(Item).filter(Item.name == name).all()
        session.query(Item).filter(and_(Item.name.like(f"%{name}%"), Item.price > 3)).all()
        session.query(Item).filter_by(name=name).first()
        session.query(Item).filter(text("name = '%s'" % name)).all()  # error: sql-injection
        session.query(Item).order_by(text(sort)).all()  # error: sql-injection
        session.query(Item).order_by(getattr(Item, sort)).all()
        if sort in ("name", "price"):
            session.query(Item).order_by(text(sort)).all()
        session.query(Item).from_statement(text("SELECT * FROM items WHERE name=:n")).params(n=name).all()
        session.query(Item).from_statement(text("SELECT * FROM items ORDER BY " + sort)).all()  # error: sql-injection
        session.execute(text("UPDATE items SET name = :n"), dict(n=name))
        session.scalars(select(Item).order_by(desc(text(sort)))).all()  # error: sql-injection
    return jsonify([])


@app.get("/flask")
def with_flask():
    title = request.args["title"]
    db.session.execute(db.text("SELECT * FROM note WHERE title = :t"), {"t": title})
    db.session.execute(db.text("SELECT * FROM note WHERE title = '" + title + "'"))  # error: sql-injection
    Note.query.filter(Note.title == title).order_by(Note.id.desc()).all()
    Note.query.filter(db.text("title = '{}'".format(title))).all()  # error: sql-injection
    Note.query.filter_by(title=title).first_or_404()
    db.session.scalar(db.select(db.func.count()).where(Note.title == title))
    with db.engine.begin() as conn:
        conn.execute(text("DELETE FROM note WHERE title = '" + title + "'"))  # error: sql-injection
    with ModelSession(engine) as session:
        session.exec(text("DELETE FROM note WHERE title = '" + title + "'"))  # error: sql-injection
        session.exec(select(Item).where(Item.name == title))
    return jsonify([])


pdb = SqliteDatabase("people.db")


class Person(Model):
    name = CharField()

    class Meta:
        database = pdb


@app.get("/peewee")
def with_peewee():
    name = request.args["name"]
    Person.select().where(Person.name == name).order_by(Person.name)
    Person.select().where(SQL("name = %s", [name]))
    Person.select().where(SQL("name = '" + name + "'"))  # error: sql-injection
    Person.raw("SELECT * FROM person WHERE name = %s", name)
    Person.raw(f"SELECT * FROM person WHERE name = '{name}'")  # error: sql-injection
    pdb.execute_sql("SELECT * FROM person WHERE name = ?", (name,))
    pdb.execute_sql("SELECT * FROM person WHERE name = '" + name + "'")  # error: sql-injection
    Person.select(fn.COUNT(Person.name)).where(fn.Lower(Person.name) == name.lower())
    return jsonify([])


pony_db = orm.Database()


@app.get("/pony")
@orm.db_session
def with_pony():
    name = request.args["name"]
    pony_db.select("select * from P where name = $name")
    pony_db.select("select * from P where name = '" + name + "'")  # error: sql-injection
    pony_db.execute(f"delete from P where name = '{name}'")  # error: sql-injection
    orm.select(p for p in Person if p.name == name)[:]
    orm.raw_sql("name = '" + name + "'")  # error: sql-injection
    return jsonify([])


async def with_tortoise(name=None):
    name = request.args["name"]
    connection = Tortoise.get_connection("default")
    await connection.execute_query("SELECT * FROM p WHERE name = ?", [name])
    await connection.execute_query("SELECT * FROM p WHERE name = '" + name + "'")  # error: sql-injection
    await Item.all().annotate(x=RawSQL("lower(" + name + ")"))  # error: sql-injection
