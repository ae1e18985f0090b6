<?php
/**
 * Settings → ICSSI News: what is shown, how the copy is, and “Check now”.
 */

namespace ICSSI_News;

defined( 'ABSPATH' ) || exit;

final class Admin {
	const PAGE   = 'icssi-news';
	const ACTION = 'icssi_news_check_now';
	const RIGHT  = 'manage_options';

	public static function watch(): void {
		add_action( 'admin_menu', array( self::class, 'add_page' ) );
		add_action( 'admin_init', array( self::class, 'register' ) );
		add_action( 'admin_notices', array( self::class, 'notify' ) );
		add_action( 'admin_post_' . self::ACTION, array( self::class, 'check_now' ) );
		add_filter( 'plugin_action_links_' . plugin_basename( FILE ), array( self::class, 'link' ) );
	}

	public static function add_page(): void {
		add_options_page( __( 'ICSSI News', 'icssi-news' ), __( 'ICSSI News', 'icssi-news' ), self::RIGHT, self::PAGE, array( self::class, 'show' ) );
	}

	public static function register(): void {
		register_setting(
			self::PAGE,
			Settings::OPTION,
			array( 'type' => 'array', 'sanitize_callback' => array( Settings::class, 'sanitize' ), 'show_in_rest' => false )
		);
		wp_add_privacy_policy_content( __( 'ICSSI News', 'icssi-news' ), esc_html__( 'Pictures of stories are loaded from the initiative’s site, which sees the reader’s internet address as any site does. Nothing else about readers is sent or stored.', 'icssi-news' ) );
	}

	public static function link( array $links ): array {
		$link = sprintf( '<a href="%s">%s</a>', esc_url( self::address() ), esc_html__( 'Settings', 'icssi-news' ) );
		return array_merge( array( $link ), $links );
	}

	public static function address(): string {
		return admin_url( 'options-general.php?page=' . self::PAGE );
	}

	/** “Check now”: a request of somebody with the right, from our own form. */
	public static function check_now(): void {
		if ( ! current_user_can( self::RIGHT ) ) {
			wp_die( esc_html__( 'You may not change these settings.', 'icssi-news' ), '', array( 'response' => 403 ) );
		}
		check_admin_referer( self::ACTION );
		$result = Sync::run( 20, 15 ) ? 'done' : 'running';
		wp_safe_redirect( add_query_arg( 'icssi_checked', $result, self::address() ) );
		exit;
	}

	/** Where administrators look anyway, say why nothing is shown. */
	public static function notify(): void {
		$screen  = get_current_screen();
		$is_ours = $screen && 'settings_page_' . self::PAGE === $screen->id;
		if ( ! current_user_can( self::RIGHT ) || ! $screen || ! ( $is_ours || in_array( $screen->id, array( 'dashboard', 'plugins' ), true ) ) ) {
			return;
		}
		$is_answered = $is_ours && self::notify_of_check();
		$why     = Problems::why_nothing_is_shown();
		if ( '' !== $why && ! $is_answered ) {
			self::notice( 'warning', $why );
		}
	}

	/** Show what came of “Check now”; return whether there was something to show. */
	private static function notify_of_check(): bool {
		$result = sanitize_key( wp_unslash( $_GET['icssi_checked'] ?? '' ) ); // phpcs:ignore WordPress.Security.NonceVerification
		$state  = State::read();
		if ( 'running' === $result ) {
			self::notice( 'info', __( 'Another check is running. Look again in a minute.', 'icssi-news' ) );
		} elseif ( 'done' === $result && $state['problem'] ) {
			self::notice( 'error', Problems::sentence( $state['problem'] ) );
		} elseif ( 'done' === $result ) {
			/* translators: 1: number of stories and forums, 2: number of those that were removed. */
			self::notice( 'success', sprintf( __( 'Checked. New or changed: %1$s. Forgotten: %2$s.', 'icssi-news' ), number_format_i18n( $state['changed'] ), number_format_i18n( $state['forgotten'] ) ) );
		}
		return in_array( $result, array( 'running', 'done' ), true );
	}

	private static function notice( string $kind, string $text ): void {
		printf( '<div class="notice notice-%s"><p>%s</p></div>', esc_attr( $kind ), esc_html( $text ) );
	}

	public static function show(): void {
		if ( current_user_can( self::RIGHT ) ) {
			require __DIR__ . '/admin-page.php';
		}
	}

	/** Return a time of the past as people say it, in this website's time zone. */
	public static function time( int $time ): string {
		return $time ? wp_date( get_option( 'date_format' ) . ' ' . get_option( 'time_format' ), $time ) : __( 'never', 'icssi-news' );
	}
}
