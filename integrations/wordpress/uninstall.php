<?php
/**
 * Deleting the plugin removes all that it has stored, on every site of a network.
 */

namespace ICSSI_News;

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

/** Remove what one site has. */
function forget_site(): void {
	global $wpdb;
	$wpdb->query( "DROP TABLE IF EXISTS {$wpdb->prefix}icssi_news" ); // phpcs:ignore WordPress.DB.PreparedSQL
	foreach ( array( 'settings', 'state', 'version', 'lock' ) as $name ) {
		delete_option( "icssi_news_$name" );
	}
	wp_unschedule_hook( 'icssi_news_check' );
}

if ( is_multisite() ) {
	foreach ( get_sites( array( 'number' => 0, 'fields' => 'ids' ) ) as $icssi_news_site ) {
		switch_to_blog( $icssi_news_site );
		forget_site();
		restore_current_blog();
	}
} else {
	forget_site();
}
