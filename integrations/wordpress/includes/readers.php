<?php
/**
 * What readers see beside the stories, in the language of the stories and not of this site.
 */

namespace ICSSI_News;

defined( 'ABSPATH' ) || exit;

final class Readers {
	const TEXTS  = array(
		'none'      => array(
			'ar' => 'لا توجد أخبار لعرضها الآن.',
			'en' => 'There are no stories to show at the moment.',
		),
		'outdated'  => array(
			'ar' => 'تغيّر النص الأصلي بعد هذه الترجمة.',
			'en' => 'The original has changed since this translation.',
		),
		'elsewhere' => array(
			'ar' => 'أخبار المبادرة',
			'en' => 'Stories by the initiative',
		),
	);
	const MONTHS = array(
		'ar' => array( 'كانون الثاني', 'شباط', 'آذار', 'نيسان', 'أيار', 'حزيران', 'تموز', 'آب', 'أيلول', 'تشرين الأول', 'تشرين الثاني', 'كانون الأول' ),
		'en' => array( 'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December' ),
	);

	public static function text( string $name, string $language ): string {
		return self::TEXTS[ $name ][ $language ] ?? self::TEXTS[ $name ]['en'];
	}

	public static function direction( string $language ): string {
		return 'ar' === $language ? 'rtl' : 'ltr';
	}

	/** Return the day of a time in Baghdad, in words. */
	public static function day( string $time, string $language ): string {
		$day    = date_create_immutable( $time, new \DateTimeZone( 'UTC' ) )->setTimezone( new \DateTimeZone( 'Asia/Baghdad' ) );
		$months = self::MONTHS[ $language ] ?? self::MONTHS['en'];
		return $day->format( 'j' ) . ' ' . $months[ (int) $day->format( 'n' ) - 1 ] . ' ' . $day->format( 'Y' );
	}
}
