import moment from 'moment';
import dayjs from 'dayjs';
import { format, parseISO, formatDistance } from 'date-fns';
import { DateTime } from 'luxon';

const hash = decodeURIComponent(location.hash.slice(1));
const bar = document.querySelector('#bar');
const now = new Date();

bar.innerHTML = `Time is ${moment(now).format(hash)}`; // error: xss
bar.innerHTML = `Time is ${dayjs(now).format(hash)}`; // error: xss
bar.innerHTML = `Time is ${format(now, hash)}`; // error: xss
bar.innerHTML = `Time is ${DateTime.now().toFormat(hash)}`; // error: xss
bar.innerHTML = `Time is ${moment(hash).format('YYYY-MM-DD')}`;
bar.innerHTML = `Time is ${dayjs(hash).format('DD.MM.')}`;
bar.innerHTML = `Time is ${format(parseISO(hash), 'PPP')}`;
bar.innerHTML = `Time is ${new Date(hash).toLocaleDateString()}`;
bar.innerHTML = `Time is ${formatDistance(new Date(hash), now)}`;
bar.innerHTML = `Time is ${DateTime.fromISO(hash).toISODate()}`;
bar.innerHTML = `Time is ${new Date(Number(hash)).toISOString()}`;
bar.innerHTML = `Time is ${Date.parse(hash)}`;
