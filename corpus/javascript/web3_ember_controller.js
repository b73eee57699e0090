import Controller from '@ember/controller';
import { action } from '@ember/object';
import { tracked } from '@glimmer/tracking';
import Component from '@glimmer/component';
import { htmlSafe } from '@ember/template';
import { helper } from '@ember/component/helper';
import { inject as service } from '@ember/service';

export default class SearchController extends Controller {
  queryParams = ['term', 'page'];
  @tracked term = '';
  @service router;

  get heading() {
    return htmlSafe(`<em>${window.location.hash}</em>`); // error: xss
  }

  get plain() {
    return `Results for ${this.term}`;
  }

  @action
  update(event) {
    this.term = event.target.value;
  }
}

export class Badge extends Component {
  get style() {
    return htmlSafe('width: ' + Number(this.args.width) + '%');
  }
}

export const bold = helper(function bold([text]) {
  return htmlSafe('<b>' + String(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;') + '</b>');
});
