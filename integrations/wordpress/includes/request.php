<?php
/**
 * One question to the initiative's site, and what came of it.
 */

namespace ICSSI_News;

defined( 'ABSPATH' ) || exit;

final class Request {
	/**
	 * Ask for the changes after a cursor.
	 *
	 * Returns array( 'page' => … ), array( 'restart' => true ) where the cursor is no longer good, or
	 * array( 'problem' => code, 'detail' => text, 'wait' => seconds ).
	 */
	public static function changes( string $source, string $cursor, int $timeout ): array {
		$address = $source . ( '' === $cursor ? '' : '&cursor=' . rawurlencode( $cursor ) );
		$options = array(
			'timeout'     => $timeout,
			'redirection' => 2,
			'user-agent'  => 'ICSSI-News/' . VERSION . ' WordPress/' . get_bloginfo( 'version' ),
			'headers'     => array( 'Accept' => 'application/json' ),
		);
		// The administrator of one site of a network must not reach what lies behind its server.
		$answer = is_multisite() ? wp_safe_remote_get( $address, $options ) : wp_remote_get( $address, $options );
		if ( is_wp_error( $answer ) ) {
			return self::problem( 'unreachable', $answer->get_error_message() );
		}
		$status = (int) wp_remote_retrieve_response_code( $answer );
		$page   = json_decode( wp_remote_retrieve_body( $answer ), true );
		if ( 200 === $status ) {
			$is_page = is_array( $page ) && is_array( $page['results'] ?? null ) && is_string( $page['next_cursor'] ?? null );
			return $is_page ? array( 'page' => $page ) : self::problem( 'foreign', '' );
		}
		if ( '' !== $cursor && self::refuses_cursor( $status, $page ) ) {
			return array( 'restart' => true );
		}
		return self::refused( $status, $page, (int) wp_remote_retrieve_header( $answer, 'retry-after' ) );
	}

	private static function refuses_cursor( int $status, $page ): bool {
		$codes = is_array( $page ) ? array_column( (array) ( $page['errors'] ?? array() ), 'code' ) : array();
		return 410 === $status || ( 400 === $status && in_array( 'invalid_cursor', $codes, true ) );
	}

	private static function refused( int $status, $page, int $wait ): array {
		if ( 429 === $status || $status >= 500 ) {
			return self::problem( 429 === $status ? 'busy' : 'broken', (string) $status, $wait );
		}
		$detail = is_array( $page ) && is_string( $page['detail'] ?? null ) ? $page['detail'] : '';
		return self::problem( 404 === $status ? 'foreign' : 'refused', trim( "$status $detail" ) );
	}

	private static function problem( string $code, string $detail, int $wait = 0 ): array {
		return array(
			'problem' => $code,
			'detail'  => mb_substr( wp_strip_all_tags( $detail ), 0, 300 ),
			'wait'    => min( max( $wait, 0 ), HOUR_IN_SECONDS / 2 ),
		);
	}
}
