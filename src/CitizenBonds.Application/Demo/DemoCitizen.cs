namespace CitizenBonds.Application.Demo;

/// <summary>One invented citizen as planned.</summary>
internal sealed record DemoCitizen(
    Guid UserId, string Email, string Name, DateOnly BirthDate, string HomeCode, DateTimeOffset JoinsAt,
    long NetAssetsYen,
    long DepositYen)
{
    private static readonly string[] FamilyNames =
    [
        "佐藤", "鈴木", "高橋", "田中", "伊藤", "渡辺", "山本", "中村", "小林", "加藤", "吉田", "山田", "佐々木", "山口", "松本",
        "井上", "木村", "林", "清水", "斎藤",
    ];

    private static readonly string[] GivenNames =
        ["葵", "陽翔", "結衣", "蓮", "芽依", "湊", "陽菜", "大和", "凛", "悠真", "咲良", "朝陽", "詩", "律", "紬", "樹"];

    /// <param name="firstDay">The first half joins within a month of it, the others over the next twenty.</param>
    public static IReadOnlyList<DemoCitizen> Draw(
        DemoRandom random, int count, IReadOnlyList<string> homes, DateTimeOffset firstDay) =>
    [
        .. Enumerable.Range(1, count).Select(number => new DemoCitizen(
            random.NextGuid(),
            $"citizen{number:000}@demo.example",
            random.Pick(FamilyNames) + " " + random.Pick(GivenNames),
            new DateOnly(random.Next(1945, 2004), random.Next(1, 12), random.Next(1, 28)),
            random.Pick(homes),
            firstDay.AddMinutes(number <= count / 2 ? random.Next(0, 40_000) : random.Next(40_000, 900_000)),
            1_000_000L * random.Next(3, 80),
            100_000L * random.Next(8, 60))),
    ];
}
