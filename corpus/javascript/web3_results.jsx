import React from 'react';
import { withRouter } from 'react-router';
import queryString from 'query-string';

class Results extends React.Component {
  state = { banner: '' };
  box = React.createRef();

  componentDidMount() {
    const { q, banner } = queryString.parse(this.props.location.search);
    this.box.current.innerHTML = '<b>' + q + '</b>'; // error: xss
    this.box.current.textContent = q;
    this.setState({ banner });
  }

  render() {
    const { match } = this.props;
    return (
      <section>
        <h1>{match.params.term}</h1>
        <div ref={this.box} />
        <div dangerouslySetInnerHTML={{ __html: this.state.banner }} /> {/* error: xss */}
        <div dangerouslySetInnerHTML={{ __html: match.params.term }} /> {/* error: xss */}
        <div title={this.state.banner}>{this.state.banner}</div>
        <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: JSON.stringify({ '@type': 'WebPage' }) }} />
      </section>
    );
  }
}

export default withRouter(Results);
