import Highcharts from 'highcharts';
import * as echarts from 'echarts';
import ApexCharts from 'apexcharts';
import mapboxgl from 'mapbox-gl';
import cytoscape from 'cytoscape';
import { DataSet, Network, Timeline } from 'vis-network/standalone';

const label = new URLSearchParams(location.search).get('label');

const popup = new mapboxgl.Popup({ offset: 25 });
popup.setLngLat([1, 2]).setHTML('<h3>' + label + '</h3>').addTo(map); // error: xss
popup.setLngLat([1, 2]).setText(label).addTo(map);
new mapboxgl.Marker().setLngLat([1, 2]).setPopup(new mapboxgl.Popup().setHTML(label)).addTo(map); // error: xss
const chart = echarts.init(document.getElementById('e'));
chart.setOption({ title: { text: label }, tooltip: { formatter: '{b}: {c}' }, series: [] });
const info = new google.maps.InfoWindow({ content: '<b>' + label + '</b>' }); // error: xss
info.setContent(label); // error: xss
const node = document.createElement('div');
node.textContent = label;
info.setContent(node);
new google.maps.Marker({ position, title: label });
