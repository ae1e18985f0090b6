<?php
/**
 * Following the changes: new and changed items are stored, withdrawn ones are forgotten.
 */

namespace ICSSI_News;

defined( 'ABSPATH' ) || exit;

final class Sync {
	const LOCK         = 'icssi_news_lock';
	const LOCK_SECONDS = 120;

	/** Bring the copy up to date, for about so many seconds; return false where another run is at it. */
	public static function run( int $seconds = 20, int $timeout = 10 ): bool {
		if ( ! self::lock() ) {
			return false;
		}
		try {
			self::follow( time() + $seconds, $timeout );
		} finally {
			delete_option( self::LOCK );
		}
		return true;
	}

	private static function follow( int $until, int $timeout ): void {
		$state    = self::of_the_chosen_site();
		$has_more = true;
		while ( $has_more && time() < $until ) {
			$answer = Request::changes( $state['source'], $state['cursor'], $timeout );
			if ( isset( $answer['restart'] ) ) {
				$state = State::restarted( $state );
			} elseif ( isset( $answer['problem'] ) ) {
				self::fail( $state, $answer );
				return;
			} elseif ( ! self::take( $state, $answer['page'] ) ) {
				self::fail( $state, array( 'problem' => 'database', 'detail' => '', 'wait' => 0 ) );
				return;
			}
			$has_more = isset( $answer['restart'] ) || ! empty( $answer['page']['has_more'] );
			State::save( $state );
		}
		if ( $has_more && ! wp_next_scheduled( Life::HOOK, array( 'go on' ) ) ) {
			wp_schedule_single_event( time(), Life::HOOK, array( 'go on' ) );
		}
	}

	/** Return the state to begin with; a copy of another site or of other languages is thrown away. */
	private static function of_the_chosen_site(): array {
		$state = State::read();
		if ( Settings::source() !== $state['source'] ) {
			Copy::clear();
			$state = State::fresh( Settings::source() );
		}
		return array( 'asked_at' => time(), 'changed' => 0, 'forgotten' => 0 ) + $state;
	}

	/** Apply one answer; items first, then the cursor: a run that ends between them is repeated. */
	private static function take( array &$state, array $page ): bool {
		foreach ( $page['results'] as $entry ) {
			$operation = $entry['op'] ?? '';
			$given     = 'upsert' === $operation ? $entry['item'] ?? null : null;
			$item      = Item::read( $given );
			if ( $item ) {
				if ( ! Copy::store( $item, $state['generation'] ) ) {
					return false;
				}
				++$state['changed'];
			} elseif ( 'delete' === $operation && is_string( $entry['id'] ?? null ) ) {
				$state['forgotten'] += Copy::forget( $entry['id'] );
			} elseif ( Item::is_reserved( $given ) && is_string( $given['id'] ?? null ) ) {
				$state['forgotten'] += Copy::forget( $given['id'] );
			}
		}
		$state['cursor'] = $page['next_cursor'];
		if ( empty( $page['has_more'] ) ) {
			$state['forgotten'] += Copy::forget_before( $state['generation'] );
			$state['checked_at'] = time();
			$state['problem']    = null;
			$state['not_before'] = 0;
		}
		return true;
	}

	/** Record a failure; an hour after the last success, empty the copy. */
	private static function fail( array $state, array $answer ): void {
		$state['problem']    = array(
			'code'   => $answer['problem'],
			'detail' => $answer['detail'],
			'since'  => $state['problem']['since'] ?? time(),
		);
		$state['not_before'] = time() + $answer['wait'];
		State::save( $state );
		if ( State::is_expired( $state ) ) {
			self::empty_copy();
		}
	}

	/** Throw the copy away; the next success fills it again. */
	public static function empty_copy(): void {
		Copy::clear();
		State::save( State::restarted( State::read() ) );
	}

	/** Take the lock, which a run that died holds no longer than two minutes. */
	private static function lock(): bool {
		global $wpdb;
		$now = time();
		// One statement decides; the functions for options look first and write later.
		$taken = $wpdb->query( // phpcs:ignore WordPress.DB.DirectDatabaseQuery
			$wpdb->prepare(
				"INSERT INTO {$wpdb->options} (option_name, option_value, autoload) VALUES (%s, %s, 'no')
				ON DUPLICATE KEY UPDATE option_value = IF(option_value < %d, VALUES(option_value), option_value)",
				self::LOCK,
				$now,
				$now - self::LOCK_SECONDS
			)
		);
		return (bool) $taken;
	}
}
