<?php
// wp-config.php of both sites: which one is asked for decides the host, or WP_SITE on the command line.
define( 'WP_SITE_KEY', getenv( 'WP_SITE' ) ?: ( preg_match( '/^(127\.0\.0\.2|ar\.)/', $_SERVER['HTTP_HOST'] ?? '' ) ? 'ar' : 'en' ) );
define( 'DB_NAME', 'wordpress_' . WP_SITE_KEY );
define( 'DB_USER', 'root' );
define( 'DB_PASSWORD', '' );
define( 'DB_HOST', 'localhost:@SOCKET@' );
define( 'DB_CHARSET', 'utf8mb4' );
define( 'DB_COLLATE', '' );
define( 'WP_HOME', 'ar' === WP_SITE_KEY ? '@HOME_AR@' : '@HOME_EN@' );
define( 'WP_SITEURL', WP_HOME );
// The scenarios decide when scheduled tasks run; nothing is asked of other hosts.
define( 'DISABLE_WP_CRON', true );
define( 'AUTOMATIC_UPDATER_DISABLED', true );
define( 'WP_HTTP_BLOCK_EXTERNAL', true );
define( 'WP_ACCESSIBLE_HOSTS', '127.0.0.1,127.0.0.2,127.0.0.3' );
define( 'FS_METHOD', 'direct' );
define( 'WP_DEBUG', true );
define( 'WP_DEBUG_LOG', '@FOLDER@/debug.log' );
define( 'WP_DEBUG_DISPLAY', false );
define( 'UPLOADS', '@UPLOADS@' ?: 'wp-content/uploads/' . WP_SITE_KEY );
define( 'CONCATENATE_SCRIPTS', false );
foreach ( array( 'AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE' ) as $name ) {
	define( "{$name}_KEY", "only for tests $name" );
	define( "{$name}_SALT", "only for tests $name salt" );
}
$table_prefix = 'wp_';
defined( 'ABSPATH' ) || define( 'ABSPATH', __DIR__ . '/' );
require_once ABSPATH . 'wp-settings.php';
