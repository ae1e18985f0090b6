<?php
/**
 * What authors have: the block, drawn here and not in the browser, and the shortcode.
 */

namespace ICSSI_News;

defined( 'ABSPATH' ) || exit;

final class Editor {
	public static function watch(): void {
		add_action( 'init', array( self::class, 'register' ) );
		add_action( 'enqueue_block_editor_assets', array( self::class, 'add_choices' ) );
		add_shortcode( 'icssi_news', array( self::class, 'shortcode' ) );
	}

	public static function register(): void {
		load_plugin_textdomain( 'icssi-news', false, dirname( plugin_basename( FILE ) ) . '/languages' );
		register_block_type( dirname( FILE ) . '/block', array( 'render_callback' => array( self::class, 'block' ) ) );
	}

	/** [icssi_news lang="ar" forum="hit-peace-forum" topic="water" limit="5" pictures="no"] */
	public static function shortcode( $given ): string {
		$asked             = shortcode_atts( self::defaults(), $given, 'icssi_news' );
		$asked['pictures'] = ! in_array( $asked['pictures'], array( false, 'no', 'false', '0', '' ), true );
		return Show::news( array_map( static function ( $value ) { return is_string( $value ) ? trim( $value ) : $value; }, $asked ) );
	}

	public static function block( array $given ): string {
		$asked = array_filter( array_intersect_key( $given, self::defaults() ), static function ( $value ) { return '' !== $value && 0 !== $value; } );
		return '<div ' . get_block_wrapper_attributes() . '>' . Show::news( $asked + self::defaults() ) . '</div>';
	}

	private static function defaults(): array {
		return array( 'lang' => '' ) + array_intersect_key( Settings::all(), array_flip( array( 'forum', 'topic', 'limit', 'pictures' ) ) );
	}

	/** Hand the editor its texts, and the forums and topics that can be chosen now. */
	public static function add_choices(): void {
		$language = substr( get_user_locale(), 0, 2 );
		$language = in_array( $language, Settings::get( 'languages' ), true ) ? $language : Settings::language();
		$is_good  = State::is_good();
		$choices  = array(
			'forums' => $is_good ? array_column( Copy::forums( $language ), 'title', 'work' ) : array(),
			'topics' => $is_good ? Copy::topics( $language ) : array(),
			'texts'  => self::texts(),
		);
		$script   = 'window.icssiNews = ' . wp_json_encode( array_map( static function ( $each ) { return (object) $each; }, $choices ), JSON_HEX_TAG ) . ';';
		wp_add_inline_script( generate_block_asset_handle( 'icssi/news', 'editorScript' ), $script, 'before' );
	}

	private static function texts(): array {
		return array(
			'panel'    => __( 'Which stories', 'icssi-news' ),
			'language' => __( 'Language', 'icssi-news' ),
			'site'     => __( 'As this website', 'icssi-news' ),
			'both'     => __( 'Arabic and English', 'icssi-news' ),
			'arabic'   => __( 'Arabic', 'icssi-news' ),
			'english'  => __( 'English', 'icssi-news' ),
			'forum'    => __( 'Forum', 'icssi-news' ),
			'topic'    => __( 'Topic', 'icssi-news' ),
			'settings' => __( 'As in the settings', 'icssi-news' ),
			'limit'    => __( 'Number of stories', 'icssi-news' ),
			'pictures' => __( 'Show pictures', 'icssi-news' ),
		);
	}
}
