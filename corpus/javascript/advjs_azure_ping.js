const { exec } = require('child_process');
module.exports = async function (context, req) {
  exec('ping ' + req.query.host); // error: command-injection
  exec('ping ' + Number(req.query.host));
  context.log('pinged ' + req.body.label); // error: log-injection
  context.res = { headers: { 'Content-Type': 'text/html' }, body: '<p>' + req.query.host + '</p>' }; // error: xss
};
