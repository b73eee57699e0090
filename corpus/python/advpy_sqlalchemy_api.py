from fastapi import Depends, FastAPI, HTTPException
from sqlalchemy import create_engine, text, select, desc, column
from sqlalchemy.orm import Session, sessionmaker
from .models import Item

app = FastAPI()
engine = create_engine("postgresql://localhost/app")
SessionLocal = sessionmaker(bind=engine)


def get_session():
    session = SessionLocal()
    try:
        yield session
    finally:
        session.close()


@app.get("/a")
def a(name: str, session: Session = Depends(get_session)):
    return session.execute(text(f"SELECT * FROM items WHERE name = '{name}'")).all()  # error: sql-injection


@app.get("/b")
def b(name: str, session: Session = Depends(get_session)):
    return session.execute(text("SELECT * FROM items WHERE name = :name"), {"name": name}).all()


@app.get("/c")
def c(name: str, session: Session = Depends(get_session)):
    return session.query(Item).filter(Item.name == name).all()


@app.get("/d")
def d(where: str, session: Session = Depends(get_session)):
    return session.query(Item).filter(text(where)).all()  # error: sql-injection


@app.get("/e/{item_id}")
def e(item_id: int):
    with engine.connect() as conn:
        return conn.execute(text(f"SELECT * FROM items WHERE id = {item_id}")).first()


@app.get("/f/{item_id}")
def f(item_id: str):
    with engine.begin() as conn:
        stmt = text("SELECT * FROM items WHERE id = " + item_id)  # error: sql-injection
        return conn.execute(stmt).first()


@app.get("/g")
def g(sort: str, session: Session = Depends(get_session)):
    return session.scalars(select(Item).order_by(text(sort))).all()  # error: sql-injection


@app.get("/h")
def h(sort: str, session: Session = Depends(get_session)):
    field = getattr(Item, sort, None)
    if field is None:
        raise HTTPException(400)
    return session.scalars(select(Item).order_by(field)).all()


@app.get("/i")
def i(sort: str, session: Session = Depends(get_session)):
    allowed = {"name": Item.name, "price": Item.price}
    if sort not in allowed:
        raise HTTPException(status_code=400, detail="bad sort")
    return session.execute(text(f"SELECT * FROM items ORDER BY {sort}")).all()


@app.get("/j")
def j(q: str):
    with engine.connect() as conn:
        return conn.exec_driver_sql("SELECT * FROM items WHERE q = '" + q + "'").all()  # error: sql-injection


@app.get("/k")
def k(q: str):
    stmt = text("SELECT * FROM items WHERE q = :q").bindparams(q=q)
    with engine.connect() as conn:
        return conn.execute(stmt).all()
