<?php
// Which addresses the plugin's settings accept: php accepted.php WORDPRESS PLUGIN, with addresses
// as JSON on the standard input. Prints what is stored of each, or "" for one that is refused.
namespace ICSSI_News;

require __DIR__ . '/wordpress.php';
wp_cache_set( 'alloptions', array( 'blog_charset' => 'UTF-8', 'icssi_news_settings' => array( 'site' => '' ) ), 'options' );
// What is said of a refusal, and in which language, is shown elsewhere.
function __( $text ) {
	return $text;
}
function add_settings_error() {}
foreach ( json_decode( file_get_contents( 'php://stdin' ), true ) as $address ) {
	$found[] = Settings::sanitize( array( 'site' => $address, 'languages' => array( 'en' ) ) )['site'];
}
echo json_encode( $found, JSON_UNESCAPED_SLASHES );
