<?php
/**
 * What the administrator has chosen, and the addresses that follow from it.
 */

namespace ICSSI_News;

defined( 'ABSPATH' ) || exit;

final class Settings {
	const OPTION    = 'icssi_news_settings';
	const LANGUAGES = array( 'ar', 'en' );
	const TEXTS     = array( 'title', 'summary', 'full' );
	const CREDITS   = array( 'each', 'once' );
	const MOST      = 20;
	const FIELDS    = 'id,work,type,lang,dir,title,summary,url,image,published_at,forums,topics,translation,credit_line,license';

	public static function defaults(): array {
		return array(
			'site'      => SITE,
			'languages' => self::LANGUAGES,
			'forum'     => '',
			'topic'     => '',
			'limit'     => 5,
			'texts'     => 'summary',
			'pictures'  => true,
			'credit'    => 'each',
		);
	}

	public static function all(): array {
		$stored = get_option( self::OPTION );
		return array_intersect_key( is_array( $stored ) ? $stored : array(), self::defaults() ) + self::defaults();
	}

	public static function get( string $name ) {
		return self::all()[ $name ];
	}

	/** Return what is copied, as an address: another one begins another copy. */
	public static function source(): string {
		$is_full = 'full' === self::get( 'texts' );
		return self::get( 'site' ) . '/api/v1/changes/?' . http_build_query(
			array(
				'lang'   => implode( ',', self::get( 'languages' ) ),
				'type'   => 'news,forum',
				'fields' => self::FIELDS . ( $is_full ? ',body_html' : '' ),
				'limit'  => $is_full ? 25 : 100,
			)
		);
	}

	/** Return the language in which a list is shown that names none. */
	public static function language(): string {
		$of_site = substr( get_locale(), 0, 2 );
		$copied  = self::get( 'languages' );
		return in_array( $of_site, $copied, true ) ? $of_site : $copied[0];
	}

	/** Return what was entered as it may be stored; what cannot be is reported and stays as it was. */
	public static function sanitize( $given ): array {
		$before = self::all();
		$given  = is_array( $given ) ? $given : array();
		$clean  = array(
			'site'      => self::origin( self::text( $given, 'site', $before['site'] ) ),
			'languages' => array_values( array_intersect( self::LANGUAGES, (array) ( $given['languages'] ?? array() ) ) ),
			'forum'     => self::text( $given, 'forum', '' ),
			'topic'     => self::text( $given, 'topic', '' ),
			'limit'     => self::number( $given['limit'] ?? $before['limit'] ),
			'texts'     => self::choice( $given['texts'] ?? '', self::TEXTS, $before['texts'] ),
			'pictures'  => ! empty( $given['pictures'] ),
			'credit'    => self::choice( $given['credit'] ?? '', self::CREDITS, $before['credit'] ),
		);
		foreach ( self::complaints() as $name => $message ) {
			if ( ! $clean[ $name ] ) {
				add_settings_error( self::OPTION, $name, $message );
				$clean[ $name ] = $before[ $name ];
			}
		}
		return $clean;
	}

	private static function complaints(): array {
		return array(
			'site'      => __( 'The address was not changed: it has to begin with https:// and name the initiative’s site, without a path.', 'icssi-news' ),
			'languages' => __( 'The languages were not changed: choose at least one.', 'icssi-news' ),
			'limit'     => __( 'The number of stories was not changed: it has to be from 1 to 20.', 'icssi-news' ),
		);
	}

	private static function text( array $given, string $name, string $otherwise ): string {
		$value = $given[ $name ] ?? $otherwise;
		return is_string( $value ) ? sanitize_text_field( $value ) : $otherwise;
	}

	private static function choice( $value, array $allowed, string $otherwise ): string {
		return in_array( $value, $allowed, true ) ? $value : $otherwise;
	}

	private static function number( $value ): int {
		$number = is_scalar( $value ) && preg_match( '/^\d{1,3}$/', trim( (string) $value ) ) ? (int) $value : 0;
		return $number <= self::MOST ? $number : 0;
	}

	/** Return scheme, host and port of an address; "" if it is none of a site. */
	private static function origin( string $address ): string {
		$parts = wp_parse_url( trim( $address ) );
		if ( ! is_array( $parts ) || ! self::is_safe( $parts['scheme'] ?? '', $parts['host'] ?? '' ) ) {
			return '';
		}
		if ( empty( $parts['host'] ) || isset( $parts['user'] ) || isset( $parts['pass'] ) || isset( $parts['query'] ) ) {
			return '';
		}
		$is_plain = '' === trim( $parts['path'] ?? '', '/' ) && ! isset( $parts['fragment'] );
		$port     = isset( $parts['port'] ) ? ":{$parts['port']}" : '';
		return $is_plain ? esc_url_raw( "{$parts['scheme']}://{$parts['host']}$port" ) : '';
	}

	/** Without TLS, whoever is on the way could write stories; on this machine nobody is. */
	private static function is_safe( string $scheme, string $host ): bool {
		$is_here = 1 === preg_match( '/^(localhost|127(\.\d{1,3}){3})$/', $host );
		return 'https' === $scheme || ( 'http' === $scheme && $is_here );
	}
}
