<?php
/**
 * From activation to deactivation: table, schedule, and the hour after which nothing is left.
 */

namespace ICSSI_News;

defined( 'ABSPATH' ) || exit;

final class Life {
	const HOOK      = 'icssi_news_check';
	const SCHEDULE  = 'icssi_news_ten_minutes';
	const INSTALLED = 'icssi_news_version';

	public static function watch(): void {
		register_activation_hook( FILE, array( self::class, 'ensure' ) );
		register_deactivation_hook( FILE, array( self::class, 'deactivate' ) );
		add_filter( 'cron_schedules', array( self::class, 'schedules' ) ); // phpcs:ignore WordPress.WP.CronInterval
		add_action( 'init', array( self::class, 'ensure' ), 1 );
		add_action( 'init', array( self::class, 'forget_what_nobody_checked' ), 2 );
		add_action( self::HOOK, array( self::class, 'check' ) );
		add_action( 'add_option_' . Settings::OPTION, array( self::class, 'check_new_settings' ) );
		add_action( 'update_option_' . Settings::OPTION, array( self::class, 'check_new_settings' ) );
	}

	public static function schedules( array $schedules ): array {
		$schedules[ self::SCHEDULE ] = array(
			'interval' => 10 * MINUTE_IN_SECONDS,
			'display'  => 'ICSSI News',
		);
		return $schedules;
	}

	/** Make what is missing; a site that joins a network later was never activated by itself. */
	public static function ensure(): void {
		if ( get_option( self::INSTALLED ) !== VERSION ) {
			Copy::make();
			update_option( self::INSTALLED, VERSION, true );
		}
		if ( ! wp_next_scheduled( self::HOOK ) ) {
			wp_schedule_event( time(), self::SCHEDULE, self::HOOK );
		}
	}

	/** Leave nothing that would no longer be checked; what the administrator chose stays. */
	public static function deactivate(): void {
		Copy::clear();
		delete_option( State::OPTION );
		delete_option( Sync::LOCK );
		wp_unschedule_hook( self::HOOK );
	}

	/** Where the schedule does not run, any request empties a copy that nobody has checked for an hour. */
	public static function forget_what_nobody_checked(): void {
		$state = State::read();
		if ( '' !== $state['source'] && State::is_expired( $state ) ) {
			Sync::empty_copy();
		}
	}

	public static function check(): void {
		if ( State::read()['not_before'] <= time() ) {
			Sync::run();
		}
	}

	/** Look at once whether the site that was entered answers. */
	public static function check_new_settings(): void {
		if ( Settings::source() !== State::read()['source'] ) {
			Sync::run( 10, 10 );
		}
	}
}
