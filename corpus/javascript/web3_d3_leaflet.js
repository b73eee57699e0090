import * as d3 from 'd3';
import L from 'leaflet';

const label = new URLSearchParams(location.search).get('label');
const svg = d3.select('#chart').append('svg');

svg.append('text').text(label);
d3.select('#tip').html('<b>' + label + '</b>'); // error: xss
d3.select('#tip').text(label);
d3.select('#tip').attr('title', label);
svg.append('a').attr('href', label); // error: xss

d3.json('/data.json').then((rows) => {
  d3.selectAll('li').data(rows).html((d) => '<i>' + d.name + '</i>'); // error: xss
  d3.selectAll('li').data(rows).text((d) => d.name);
});

const map = L.map('map').setView([51, 0], 13);
const marker = L.marker([51.5, -0.09]).addTo(map);
marker.bindPopup('<b>' + label + '</b>').openPopup(); // error: xss
marker.bindTooltip(label); // error: xss
const el = document.createElement('b');
el.textContent = label;
marker.bindPopup(el);
L.popup().setLatLng([51, 0]).setContent(label).openOn(map); // error: xss
L.divIcon({ html: label }); // error: xss
L.marker([1, 2], { title: label }).addTo(map);
