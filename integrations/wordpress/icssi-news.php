<?php
/**
 * Plugin Name: ICSSI News
 * Plugin URI: https://example.org/api/v1/docs/guide/
 * Description: Shows the newest stories of the Iraqi Civil Society Solidarity Initiative, in Arabic and English, as a block or a shortcode, and forgets what the initiative withdraws.
 * Version: 2.1.0
 * Requires at least: 6.0
 * Requires PHP: 7.4
 * Author: ICSSI
 * License: BSD-3-Clause
 * License URI: https://opensource.org/license/bsd-3-clause
 * Text Domain: icssi-news
 * Domain Path: /languages
 *
 * The licence is compatible with the GPL of WordPress; its text is in license.txt.
 */

namespace ICSSI_News;

defined( 'ABSPATH' ) || exit;

const VERSION = '2.1.0';
const FILE    = __FILE__;
// Downloaded from the initiative's own site, the plugin has that site's address here.
const SITE = 'https://example.org';

foreach ( array( 'settings', 'item', 'copy', 'state', 'request', 'sync', 'life', 'readers', 'show', 'editor', 'problems', 'admin' ) as $part ) {
	require_once __DIR__ . "/includes/$part.php";
}

Life::watch();
Editor::watch();
Admin::watch();
