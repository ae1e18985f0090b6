<?php
// The plugin's classes with the functions of a real WordPress, and without its database:
// php SCRIPT WORDPRESS PLUGIN.
error_reporting( E_ALL );
ini_set( 'display_errors', 'stderr' );
define( 'ABSPATH', "$argv[1]/" );
define( 'WPINC', 'wp-includes' );
define( 'WP_DEBUG', true );
define( 'WP_DEBUG_DISPLAY', true );
foreach ( array( 'load', 'compat', 'plugin', 'cache', 'pomo/mo', 'l10n', 'default-constants', 'formatting', 'kses', 'shortcodes', 'functions', 'http', 'class-wp-locale' ) as $file ) {
	require_once ABSPATH . "wp-includes/$file.php";
}
wp_initial_constants();
wp_cache_init();
foreach ( array( 'settings', 'item', 'copy', 'state', 'readers', 'show' ) as $part ) {
	is_file( "$argv[2]/includes/$part.php" ) && require "$argv[2]/includes/$part.php";
}
define( 'ICSSI_News\SITE', 'https://initiative.example' );
define( 'ICSSI_News\FILE', __FILE__ );
define( 'ICSSI_News\VERSION', '0' );
