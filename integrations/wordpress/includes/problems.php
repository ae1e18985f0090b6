<?php
/**
 * What went wrong, in the words of people, in the language of who reads it.
 */

namespace ICSSI_News;

defined( 'ABSPATH' ) || exit;

final class Problems {
	/** Return a problem as a sentence or two, as text. */
	public static function sentence( array $problem ): string {
		$known = self::sentences();
		return $known[ $problem['code'] ] ?? $known['broken'];
	}

	private static function sentences(): array {
		return array(
			'unreachable' => __( 'The initiative’s site cannot be reached from this server. If its address above is right, ask your hosting provider whether the server may open connections to other sites.', 'icssi-news' ),
			'foreign'     => __( 'At this address there is another site, or none that the plugin understands. Check the address above.', 'icssi-news' ),
			'busy'        => __( 'The initiative’s site asked to wait a little. The next check follows by itself.', 'icssi-news' ),
			'broken'      => __( 'The initiative’s site has a fault at the moment. The next check follows by itself.', 'icssi-news' ),
			'refused'     => __( 'The initiative’s site refused the question. There may be a newer version of this plugin on its page for partners.', 'icssi-news' ),
			'database'    => __( 'This website’s database did not store a story. Ask your hosting provider whether it is full.', 'icssi-news' ),
		);
	}

	/** Return why nothing is shown at the moment, or "" while stories are. */
	public static function why_nothing_is_shown(): string {
		$state = State::read();
		if ( State::is_good() ) {
			return '';
		}
		if ( $state['problem'] && ! $state['checked_at'] ) {
			return __( 'ICSSI News has no stories yet.', 'icssi-news' ) . ' ' . self::sentence( $state['problem'] );
		}
		if ( $state['problem'] ) {
			return __( 'ICSSI News shows nothing, because the initiative’s site has not answered for an hour: a story may have been withdrawn meanwhile.', 'icssi-news' ) . ' ' . self::sentence( $state['problem'] );
		}
		return $state['asked_at'] && $state['asked_at'] <= time() - HOUR_IN_SECONDS
			? __( 'ICSSI News shows nothing, because this website’s scheduled tasks (WP-Cron) have not run for an hour. Ask your hosting provider to call wp-cron.php every ten minutes.', 'icssi-news' )
			: __( 'ICSSI News has not finished its first check. Stories are shown when it has.', 'icssi-news' );
	}
}
