<?php
// Install one site: php install.php FOLDER, with WP_SITE=en or ar.
$_SERVER += array( 'REQUEST_METHOD' => 'GET', 'REQUEST_URI' => '/', 'SERVER_PROTOCOL' => 'HTTP/1.1' );
define( 'WP_INSTALLING', true );
function wp_mail() {
	return true;
}
require "$argv[1]/wp-load.php";
require ABSPATH . 'wp-admin/includes/upgrade.php';
$is_arabic = 'ar' === WP_SITE_KEY;
wp_install( $is_arabic ? 'موقع شريك' : 'A partner', 'admin', 'admin@example.org', true, '', $argv[2], $is_arabic ? 'ar' : '' );
update_option( 'permalink_structure', '/archives/%post_id%' );
update_option( 'timezone_string', 'Asia/Baghdad' );
switch_theme( 'twentytwentyone' );
flush_rewrite_rules( false );
foreach ( get_posts( array( 'post_type' => 'any', 'post_status' => 'any', 'numberposts' => -1 ) ) as $post ) {
	wp_delete_post( $post->ID, true );
}
echo $wp_version;
