<?php
/**
 * What is taken of an item that the initiative's site sends: its own members, each in its form.
 */

namespace ICSSI_News;

defined( 'ABSPATH' ) || exit;

final class Item {
	const NEEDED = array( 'id', 'work', 'type', 'lang', 'dir', 'title', 'url' );
	const TEXTS  = array( 'summary', 'credit_line', 'body_html' );
	const TIME   = '/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/';

	/**
	 * Return an item as it may be stored and shown, or null if this is none.
	 *
	 * What is stored is read by every page for readers: a number where a text was expected would
	 * break them all, until the copy is emptied.
	 */
	public static function read( $given ): ?array {
		if ( self::is_reserved( $given ) ) {
			return null;
		}
		$item = array();
		foreach ( self::NEEDED as $name ) {
			$item[ $name ] = self::text( $given, $name );
		}
		$has_form = in_array( $item['dir'], array( 'ltr', 'rtl' ), true ) && self::is_address( $item['url'] );
		if ( ! $has_form || in_array( '', $item, true ) ) {
			return null;
		}
		foreach ( self::TEXTS as $name ) {
			$item[ $name ] = self::text( $given, $name );
		}
		return $item + array(
			'published_at' => self::time( self::text( $given, 'published_at' ) ),
			'image'        => self::image( $given['image'] ?? null ),
			'forums'       => self::each( $given['forums'] ?? null, array( 'work' ) ),
			'topics'       => self::each( $given['topics'] ?? null, array( 'slug', 'name' ) ),
			'translation'  => array( 'status' => self::text( $given['translation'] ?? null, 'status' ) ),
		);
	}

	/** Whether the text of an item belongs to others, and may not be passed on. */
	public static function is_reserved( $given ): bool {
		return is_array( $given ) && array_key_exists( 'license', $given ) && null === $given['license'];
	}

	private static function text( $given, string $name ): string {
		$value = is_array( $given ) ? $given[ $name ] ?? '' : '';
		return is_string( $value ) ? $value : '';
	}

	private static function is_address( string $text ): bool {
		return 1 === preg_match( '~^https?://~i', $text );
	}

	private static function time( string $text ): string {
		return preg_match( self::TIME, $text ) && date_create_immutable( $text ) ? $text : '';
	}

	private static function image( $given ): ?array {
		$address = self::text( $given, 'url' );
		if ( ! self::is_address( $address ) ) {
			return null;
		}
		return array(
			'url'    => $address,
			'alt'    => self::text( $given, 'alt' ),
			'credit' => self::text( $given, 'credit' ),
			'width'  => is_int( $given['width'] ?? null ) ? $given['width'] : 0,
			'height' => is_int( $given['height'] ?? null ) ? $given['height'] : 0,
		);
	}

	/** Return the entries of a list that have each of these texts. */
	private static function each( $given, array $names ): array {
		$found = array();
		foreach ( is_array( $given ) ? $given : array() as $entry ) {
			$texts = array();
			foreach ( $names as $name ) {
				$texts[ $name ] = self::text( $entry, $name );
			}
			if ( ! in_array( '', $texts, true ) ) {
				$found[] = $texts;
			}
		}
		return $found;
	}
}
