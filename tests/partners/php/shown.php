<?php
// What the plugin shows of items, by the functions of a real WordPress and without its database:
// php shown.php WORDPRESS PLUGIN, with the items as JSON on the standard input.
// Prints the HTML after shortcodes were looked for in it, as WordPress does with a block.
require __DIR__ . '/wordpress.php';

// The table: what is stored in it is what is found.
$wpdb = new class() {
	public $prefix = 'wp_';
	public $rows   = array();
	public function suppress_errors( $is_quiet = true ) {
		return $is_quiet;
	}
	public function replace( $table, $row ) {
		$this->rows[] = $row['item'];
		return 1;
	}
	public function prepare( $query ) {
		return $query;
	}
	public function get_col( $query ) {
		return $this->rows;
	}
};
function is_feed() {
	return false;
}
function wp_enqueue_style() {}
function plugins_url( $path ) {
	return $path;
}
add_filter( 'pre_option_icssi_news_settings', static function () { return array( 'texts' => 'full' ); } );
add_filter( 'pre_option_icssi_news_state', static function () {
	return array( 'source' => ICSSI_News\Settings::source(), 'checked_at' => time(), 'asked_at' => time() );
} );
wp_cache_set( 'alloptions', array( 'blog_charset' => 'UTF-8' ), 'options' );
add_shortcode( 'danger', static function () { return 'THE SHORTCODE HAS RUN'; } );

foreach ( json_decode( file_get_contents( 'php://stdin' ), true ) as $given ) {
	$item = ICSSI_News\Item::read( $given );
	$item && ICSSI_News\Copy::store( $item, 1 );
}
$asked = array( 'lang' => 'en', 'forum' => '', 'topic' => '', 'limit' => 20, 'pictures' => true );
echo do_shortcode( ICSSI_News\Show::news( $asked ) );
