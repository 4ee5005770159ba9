/* plausible.c - see plausible.h */
#include <config.h>

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include <postigo/base/utf8.h>

#include "plausible.h"

/* The most frequent characters of written Chinese (both forms) and Japanese. */
static const char frequent_han[] =
    "的一是不了在人有我他这個们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方"
    "多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性"
    "知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度"
    "门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接"
    "必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告"
    "类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运您请谢邮价单票货服购订客户收寄付款址号码打印机网络登录密"
    "們來個會說時對過發後裡種經麼學現當沒動還進樣開從實軍無與長機關點業將兩間問並應戰頭體見產給門東聲員論處義幾認條氣題爾別變總電數報"
    "結務場計資許統區隊決馬書聽達強難權設類據張該規領確傳師觀讓識帶導爭運請謝郵價單貨購訂戶號碼網絡錄您這國為"
    "会社様御願致申込件名送信返確認担当者株式東京日時本語株会議資料添付連絡先住所電話番号注文商品円税込配達届宜楽銀行変更問合登録無料"
    "重要緊急通知免费發票優惠特价公司有限";

static const char frequent_hangul[] =
    "이다는을의에가고하지로한은사도를기인있시어서나자리대정과해제만수아보일게으그라부전것원장안주니들여상스구면회세들합습요감드문"
    "신입용확계메성공받내님무료관업광본중국금오천소동연방영조발경학생화물건비치안녕하십까세요당의했있는우않선때소위말었던될모두트실";

/* Per mille in Russian running text, from a to ya: letters that are frequent in Ukrainian, too. */
static const uint8_t cyrillic[32] = { 80, 16, 45, 17, 30, 85, 9, 16, 74, 12, 35, 44, 32, 67, 109, 28, 47, 55, 63, 26, 3,
	10, 5, 14, 7, 4, 1, 19, 17, 3, 6, 20 };

struct reader {
	uint32_t before, c, after;
	long score;
};

static bool
small(uint32_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 0xDF && c <= 0xFF && c != 0xF7) || (c >= 0x430 && c <= 0x45F) ||
	    (c >= 0x3AC && c <= 0x3CE);
}

static bool
ascii_letter(uint32_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
among(uint32_t c, const char *list)
{
	char utf8[5] = "";

	utf8[utf8_encode(c, utf8)] = '\0';
	return strstr(list, utf8) != NULL;
}

/* An alphabet apart from ASCII: its letters stand together, capitals at the beginning. */
static long
alphabet(const struct reader *r, uint32_t from, uint32_t to, bool capital)
{
	long n = 0;

	if (ascii_letter(r->before) || ascii_letter(r->after))
		n -= 15;
	if (capital && small(r->before))
		n -= 20;
	if (r->before < from || r->before > to)
		n -= r->after < from || r->after > to ? 4 : 0;
	return n;
}

static long
score_cyrillic(const struct reader *r)
{
	uint32_t c = r->c;
	bool capital = c >= 0x400 && c < 0x430;
	long n = alphabet(r, 0x400, 0x45F, capital);

	if (c >= 0x410 && c < 0x450)
		return n + (cyrillic[(c - 0x410) % 32] / 4) - 1 + (capital ? -2 : 2);
	return n + (c == 0x451 || c == 0x456 || c == 0x457 || c == 0x454 ? 6 : c > 0x45F ? -20 : -8);
}

static long
score_greek(const struct reader *r)
{
	uint32_t c = r->c;
	bool capital = c >= 0x386 && c < 0x3AC && c != 0x390;
	long n = alphabet(r, 0x370, 0x3FF, capital);

	/* No Greek word ends in a small sigma of the inner kind, nor has a final one inside. */
	if (c == 0x3C2 && r->after >= 0x3B1 && r->after <= 0x3C9)
		return n - 20;
	return n + (among(c, "αοιετσνηυρπκμλω") ? 14 : among(c, "άέήίόύώςγδθφχβζξψ") ? 10 : capital ? 3 : -10);
}

/* Five letters have a form of their own at the end of words. */
static long
score_hebrew(const struct reader *r)
{
	long n = alphabet(r, 0x5D0, 0x5EA, false);
	bool last = r->after < 0x5D0 || r->after > 0x5EA;

	if (among(r->c, "םןץףך"))
		return n + (last ? 20 : -20);
	return n + 13;
}

/* Letters that Latin scripts have beside ASCII stand alone among ASCII letters. */
static long
score_latin(const struct reader *r)
{
	bool among_letters = ascii_letter(r->before) || ascii_letter(r->after);
	long n = 0;

	if (r->c >= 0xC0 && r->c <= 0xDE && small(r->before))
		n -= 15;
	if (r->before >= 0x80)
		n -= 8;
	if (among(r->c, "áéíóúñçäöüßåøæàèêâôîûãõ"))
		return n + (among_letters ? 12 : 0);
	if (among(r->c, "ąęłśźżćńčšžřěůőűţşăđğıòùìëïýÁÉÍÓÚÑÇÄÖÜÅØÆÀÈÊÂÔŁŚŻČŠŽİŞ"))
		return n + (among_letters ? 8 : -3);
	return n - (among_letters ? 4 : 10);
}

static long
score_symbol(const struct reader *r)
{
	bool inside = ascii_letter(r->before) && ascii_letter(r->after);

	if (among(r->c, "«»“”„‘’–—…•€°§·©®™¿¡№ºª\u00a0£"))
		return r->c == 0x2019 || !inside ? 4 : -10;
	return -10;
}

static long
score_east_asian(uint32_t c)
{
	if (c >= 0x3041 && c <= 0x3093)
		return 24;
	if (c >= 0x30A1 && c <= 0x30FC)
		return 18;
	if (c >= 0x3000 && c <= 0x3011)
		return 18;
	if (c >= 0xFF01 && c <= 0xFF5E)
		return 12;
	if (c >= 0xFF61 && c <= 0xFF9F)
		return -4;
	if (c >= 0xAC00 && c <= 0xD7A3)
		return among(c, frequent_hangul) ? 24 : 4;
	if (c >= 0x4E00 && c <= 0x9FA5)
		return among(c, frequent_han) ? 24 : 2;
	return -20;
}

static long
score_one(const struct reader *r)
{
	uint32_t c = r->c;

	if (c < 0xA0)
		return -50;
	if (c >= 0x400 && c <= 0x4FF)
		return score_cyrillic(r);
	if (c >= 0x370 && c <= 0x3FF)
		return score_greek(r);
	if (c >= 0x5D0 && c <= 0x5EA)
		return score_hebrew(r);
	if (c >= 0x60C && c <= 0x6FF)
		return alphabet(r, 0x60C, 0x6FF, false) + (among(c, "اليمنوترهب") ? 13 : 5);
	if (c >= 0xE01 && c <= 0xE4E)
		return alphabet(r, 0xE01, 0xE4E, false) + 9;
	if (c >= 0xC0 && c <= 0x17F && c != 0xD7 && c != 0xF7)
		return score_latin(r);
	if (c >= 0x3000)
		return c >= 0xE000 && c <= 0xF8FF ? -50 : score_east_asian(c);
	return score_symbol(r);
}

long
plausible_score(const char *utf8, size_t n)
{
	const char *p = utf8, *end = utf8 + n;
	struct reader r = { ' ', ' ', ' ', 0 };

	while (p < end || r.after != ' ') {
		r.before = r.c;
		r.c = r.after;
		r.after = p < end ? utf8_next(&p, end) : ' ';
		if (r.c >= 0x80)
			r.score += score_one(&r);
	}
	return r.score;
}
