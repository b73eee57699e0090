const express = require('express');
const session = require('express-session');
const passport = require('passport');
const LocalStrategy = require('passport-local').Strategy;
const flash = require('connect-flash');
const csurf = require('csurf');
const helmet = require('helmet');
const mysql = require('mysql');
const url = require('url');
const app = express();
const db = mysql.createConnection({ host: 'localhost' });

app.set('view engine', 'ejs');
app.use(helmet());
app.use(express.urlencoded({ extended: false }));
app.use(session({ secret: process.env.SECRET, resave: false, saveUninitialized: false, cookie: { secure: true, httpOnly: true, sameSite: 'lax' } }));
app.use(passport.initialize(), passport.session(), flash(), csurf());
app.use((req, res, next) => {
  res.locals.message = req.flash('message');
  res.locals.csrf = req.csrfToken();
  res.locals.path = req.path;
  next();
});
passport.use(new LocalStrategy((username, password, done) => {
  db.query("SELECT * FROM users WHERE name = '" + username + "'", (err, rows) => done(err, rows[0])); // error: sql-injection
  db.query('SELECT * FROM users WHERE name = ?', [username], (err, rows) => {
    if (err) return done(err);
    if (!rows.length) return done(null, false, { message: 'no user' });
    return done(null, rows[0]);
  });
}));
passport.use('second', new LocalStrategy({ usernameField: 'mail', passReqToCallback: true }, function (req, mail, password, done) {
  console.log('login of ' + mail); // error: log-injection
  done(null, false);
}));
passport.deserializeUser((id, done) => db.query('SELECT * FROM users WHERE id = ?', [id], (e, r) => done(e, r && r[0])));

app.post('/login', passport.authenticate('local', { failureRedirect: '/login' }), (req, res) => {
  const target = req.body.next || '/';
  res.redirect(target); // error: open-redirect
});
app.post('/login2', passport.authenticate('local'), (req, res) => {
  const parsed = url.parse(req.body.next || '/');
  res.redirect(parsed.pathname);
});
app.get('/login', (req, res) => res.render('login', { next: req.query.next }));
app.get('/profile', (req, res) => {
  if (!req.isAuthenticated()) {
    req.session.returnTo = req.originalUrl;
    return res.redirect('/login');
  }
  res.render('profile', { user: req.user, tab: req.query.tab });
});
app.get('/view/:name', (req, res) => res.render(req.params.name)); // error: path-traversal
app.get('/view2/:name', (req, res) => res.render('pages/' + (['a', 'b'].includes(req.params.name) ? req.params.name : 'a')));
app.get('/lang/:lang', (req, res) => {
  res.cookie('lang', req.params.lang, { maxAge: 1000, secure: true, httpOnly: true, sameSite: 'lax' });
  res.redirect('back');
});
app.get('/logout', (req, res, next) => req.logout((err) => (err ? next(err) : res.redirect('/'))));
app.get('/track', (req, res) => {
  req.session.seen = (req.session.seen || 0) + 1;
  res.send(`<p>${req.session.seen} visits</p>`);
});
app.get('/remember', (req, res) => {
  req.session.nick = req.query.nick;
  res.send(`<p>${req.session.nick}</p>`); // error: xss
});
