using CitizenBonds.Web.Localization;

namespace CitizenBonds.Web.Components.Charts;

/// <summary>A prefecture's place on the tile map and its names.</summary>
/// <param name="Code">1 to 47, JIS X 0401.</param>
/// <param name="Column">From the west.</param>
/// <param name="Row">From the north.</param>
public sealed record Prefecture(
    int Code, string Japanese, string JapaneseFull, string EnglishLetters, string English, int Column, int Row)
{
    public static IReadOnlyList<Prefecture> All { get; } =
    [
        new(1, "北海道", "北海道", "HKD", "Hokkaido", 11, 0),
        new(2, "青森", "青森県", "AOM", "Aomori", 11, 2),
        new(3, "岩手", "岩手県", "IWT", "Iwate", 11, 3),
        new(4, "宮城", "宮城県", "MYG", "Miyagi", 11, 4),
        new(5, "秋田", "秋田県", "AKT", "Akita", 10, 3),
        new(6, "山形", "山形県", "YMT", "Yamagata", 10, 4),
        new(7, "福島", "福島県", "FKS", "Fukushima", 11, 5),
        new(8, "茨城", "茨城県", "IBR", "Ibaraki", 12, 6),
        new(9, "栃木", "栃木県", "TCG", "Tochigi", 11, 6),
        new(10, "群馬", "群馬県", "GNM", "Gunma", 10, 6),
        new(11, "埼玉", "埼玉県", "SIT", "Saitama", 10, 7),
        new(12, "千葉", "千葉県", "CHB", "Chiba", 12, 7),
        new(13, "東京", "東京都", "TKY", "Tokyo", 11, 7),
        new(14, "神奈川", "神奈川県", "KNG", "Kanagawa", 11, 8),
        new(15, "新潟", "新潟県", "NGT", "Niigata", 10, 5),
        new(16, "富山", "富山県", "TYM", "Toyama", 8, 5),
        new(17, "石川", "石川県", "ISK", "Ishikawa", 7, 5),
        new(18, "福井", "福井県", "FKI", "Fukui", 7, 6),
        new(19, "山梨", "山梨県", "YMN", "Yamanashi", 10, 8),
        new(20, "長野", "長野県", "NGN", "Nagano", 9, 6),
        new(21, "岐阜", "岐阜県", "GIF", "Gifu", 8, 6),
        new(22, "静岡", "静岡県", "SZO", "Shizuoka", 9, 8),
        new(23, "愛知", "愛知県", "AIC", "Aichi", 8, 7),
        new(24, "三重", "三重県", "MIE", "Mie", 7, 8),
        new(25, "滋賀", "滋賀県", "SHG", "Shiga", 7, 7),
        new(26, "京都", "京都府", "KYT", "Kyoto", 6, 6),
        new(27, "大阪", "大阪府", "OSK", "Osaka", 6, 7),
        new(28, "兵庫", "兵庫県", "HYG", "Hyogo", 5, 6),
        new(29, "奈良", "奈良県", "NAR", "Nara", 6, 8),
        new(30, "和歌山", "和歌山県", "WKY", "Wakayama", 6, 9),
        new(31, "鳥取", "鳥取県", "TTR", "Tottori", 4, 6),
        new(32, "島根", "島根県", "SMN", "Shimane", 3, 6),
        new(33, "岡山", "岡山県", "OKY", "Okayama", 4, 7),
        new(34, "広島", "広島県", "HRS", "Hiroshima", 3, 7),
        new(35, "山口", "山口県", "YGC", "Yamaguchi", 2, 7),
        new(36, "徳島", "徳島県", "TKS", "Tokushima", 5, 9),
        new(37, "香川", "香川県", "KGW", "Kagawa", 4, 9),
        new(38, "愛媛", "愛媛県", "EHM", "Ehime", 3, 9),
        new(39, "高知", "高知県", "KOC", "Kochi", 4, 10),
        new(40, "福岡", "福岡県", "FKO", "Fukuoka", 1, 8),
        new(41, "佐賀", "佐賀県", "SAG", "Saga", 0, 8),
        new(42, "長崎", "長崎県", "NGS", "Nagasaki", 0, 9),
        new(43, "熊本", "熊本県", "KMM", "Kumamoto", 1, 9),
        new(44, "大分", "大分県", "OIT", "Oita", 2, 8),
        new(45, "宮崎", "宮崎県", "MYZ", "Miyazaki", 2, 9),
        new(46, "鹿児島", "鹿児島県", "KGS", "Kagoshima", 1, 10),
        new(47, "沖縄", "沖縄県", "OKN", "Okinawa", 0, 12),
    ];

    /// <summary>As it fits a tile.</summary>
    public string Name => SiteCulture.IsJapanese ? Japanese : EnglishLetters;

    public string FullName => SiteCulture.IsJapanese ? JapaneseFull : English;
}
