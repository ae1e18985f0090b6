<?php
/**
 * How far the copy is: cursor, times, and the last problem; never a title or a text.
 */

namespace ICSSI_News;

defined( 'ABSPATH' ) || exit;

final class State {
	const OPTION = 'icssi_news_state';

	public static function fresh( string $source ): array {
		return array(
			'source'     => $source,
			'cursor'     => '',
			'generation' => 1,
			'begun_at'   => time(),
			'checked_at' => 0,
			'asked_at'   => 0,
			'not_before' => 0,
			'problem'    => null,
			'changed'    => 0,
			'forgotten'  => 0,
		);
	}

	public static function read(): array {
		$stored = get_option( self::OPTION );
		return ( is_array( $stored ) ? $stored : array() ) + self::fresh( '' );
	}

	public static function save( array $state ): void {
		// Small, and looked at by every request: loaded with the other options.
		update_option( self::OPTION, $state, true );
	}

	/** Return whether the copy may be shown: complete, of the chosen site, and checked within the hour. */
	public static function is_good(): bool {
		$state = self::read();
		return Settings::source() === $state['source'] && $state['checked_at'] > time() - HOUR_IN_SECONDS;
	}

	/** Return whether a copy has been checked by nobody for an hour. */
	public static function is_expired( array $state ): bool {
		return max( $state['checked_at'], $state['begun_at'] ) <= time() - HOUR_IN_SECONDS;
	}

	/** Return the state of a copy that begins again; what people see of the last checks stays. */
	public static function restarted( array $state ): array {
		return array(
			'cursor'     => '',
			'begun_at'   => time(),
			'generation' => $state['generation'] + 1,
		) + $state;
	}
}
