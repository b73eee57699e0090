import { Meteor } from 'meteor/meteor';
import { Mongo } from 'meteor/mongo';
import { check, Match } from 'meteor/check';
import { WebApp } from 'meteor/webapp';
import { HTTP } from 'meteor/http';
import { exec } from 'child_process';

const Notes = new Mongo.Collection('notes');

Meteor.methods({
  'notes.find'(selector) {
    return Notes.find(selector).fetch(); // error: nosql-injection
  },
  'notes.byOwner'(owner) {
    check(owner, String);
    return Notes.find({ owner }).fetch();
  },
  'notes.byOwner2'(owner) {
    return Notes.findOne({ owner }); // error: nosql-injection
  },
  'notes.export'(name) {
    check(name, String);
    exec(`export ${name}`); // error: command-injection
  },
  'notes.limit'(n) {
    check(n, Number);
    exec(`export --limit ${n}`);
  },
});
Meteor.publish('notes', function (owner) {
  check(owner, String);
  return Notes.find({ owner });
});
WebApp.connectHandlers.use('/hello', (req, res, next) => {
  const name = new URL(req.url, 'http://x').searchParams.get('name');
  res.writeHead(200, { 'Content-Type': 'text/html' });
  res.end(`<p>${name}</p>`); // error: xss
});
