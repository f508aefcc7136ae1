using System.Text;
using System.Text.Json;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;
using CitizenBonds.Verifier.Files;

namespace CitizenBonds.Verifier.Commands;

/// <summary><c>sale</c>: the allotment of a fixed-price sale.</summary>
internal static class SaleCommand
{
    private const long TokensMax = 1_000_000_000_000_000;

    public static VerifierCommand Definition { get; } = new(
        "sale",
        "allot a fixed-price sale: common ceiling, remainder by the published draw",
        """
        In:  {"supply","min","multiple","seed","residents_first","applications":[{"id","quantity",
        "resident"}]}; residents_first and resident are false when left out. The seed is hexadecimal
        digits (read as bytes), or any other text (read as UTF-8). A ticket of the draw is
        SHA-256(seed, then the id as text); the lowest ticket is drawn first.
        Out: allotments in the order given, ceiling (null when nobody was cut), draw_order, rounds.
        """,
        "citizenbonds-verify sale --in sale.json --out allotments.json",
        ["in", "out"],
        Run);

    private static CommandResult Run(CommandContext context)
    {
        var sale = BoundedText.ReadJson<Sale>(context.OpenInput(), VerifierJson.Options);
        var rules = RulesOf(sale);
        var applications = ApplicationsOf(sale, rules);
        var result = FixedPriceAllotment.Allot(rules, applications, SeedOf(sale.Seed));
        var output = context.OpenOutput();
        using (var json = new Utf8JsonWriter(output, VerifierJson.Indented)) Write(json, sale, result);
        output.WriteByte((byte)'\n');
        return CommandResult.Done(
            $"done, {result.Allotted} of {rules.Supply} tokens to {applications.Count} applications, "
            + $"ceiling {result.Ceiling?.ToString() ?? "none"}, {result.Rounds.Sum(round => round.Winners)} drawn");
    }

    private static SaleRules RulesOf(Sale sale)
    {
        if (sale.Supply is < 0 or > TokensMax) throw new BadInputException($"supply: 0 to {TokensMax} expected");
        if (sale.Min is < 1 or > TokensMax) throw new BadInputException($"min: 1 to {TokensMax} expected");
        if (sale.Multiple is < 1 or > TokensMax) throw new BadInputException($"multiple: 1 to {TokensMax} expected");
        return new SaleRules
        {
            Supply = Quantity.FromTokens(sale.Supply),
            Minimum = Quantity.FromTokens(sale.Min),
            Multiple = Quantity.FromTokens(sale.Multiple),
            ResidentsFirst = sale.ResidentsFirst,
        };
    }

    private static List<SaleApplication> ApplicationsOf(Sale sale, SaleRules rules)
    {
        var applications = new List<SaleApplication>(sale.Applications.Count);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < sale.Applications.Count; index++)
        {
            var where = $"applications[{index}]";
            var application = sale.Applications[index] ?? throw new BadInputException($"{where} is null");
            var id = VerifierJson.IdText(application.Id, $"{where}.id");
            if (!ids.Add(id)) throw new BadInputException($"{where}.id: '{VerifierJson.Shorten(id)}' appears twice");
            if (application.Quantity is < 1 or > TokensMax)
                throw new BadInputException($"{where}.quantity: 1 to {TokensMax} expected");
            var quantity = Quantity.FromTokens(application.Quantity);
            if (!rules.IsInLots(quantity))
                throw new BadInputException($"{where}.quantity: {quantity} is not min plus whole multiples");
            applications.Add(new SaleApplication(id, quantity, application.Resident));
        }
        return applications;
    }

    internal static byte[] SeedOf(string seed)
    {
        if (seed.Length == 0) throw new BadInputException("seed: empty");
        var isHex = seed.Length % 2 == 0 && seed.All(char.IsAsciiHexDigit);
        return isHex ? Convert.FromHexString(seed) : Encoding.UTF8.GetBytes(seed);
    }

    private static void Write(Utf8JsonWriter json, Sale sale, AllotmentResult result)
    {
        json.WriteStartObject();
        WriteCeiling(json, result.Ceiling);
        json.WriteNumber("allotted", result.Allotted.Tokens);
        json.WriteStartArray("allotments");
        for (var index = 0; index < result.Allotments.Count; index++)
        {
            json.WriteStartObject();
            json.WritePropertyName("id");
            sale.Applications[index]!.Id.WriteTo(json); // Not null: read before.
            json.WriteNumber("quantity", result.Allotments[index].Quantity.Tokens);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        WriteIds(json, "draw_order", result.DrawOrder);
        json.WriteStartArray("rounds");
        foreach (var round in result.Rounds)
        {
            json.WriteStartObject();
            json.WriteBoolean("residents_only", round.IsForResidents);
            json.WriteNumber("supply", round.Supply.Tokens);
            WriteCeiling(json, round.Ceiling);
            json.WriteNumber("winners", round.Winners);
            WriteIds(json, "draw_order", round.DrawOrder);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteCeiling(Utf8JsonWriter json, Quantity? ceiling)
    {
        if (ceiling is { } tokens) json.WriteNumber("ceiling", tokens.Tokens);
        else json.WriteNull("ceiling");
    }

    private static void WriteIds(Utf8JsonWriter json, string name, IEnumerable<string> ids)
    {
        json.WriteStartArray(name);
        foreach (var id in ids) json.WriteStringValue(id);
        json.WriteEndArray();
    }

    private sealed record Sale
    {
        public required long Supply { get; init; }

        public required long Min { get; init; }

        public required long Multiple { get; init; }

        public required string Seed { get; init; }

        public bool ResidentsFirst { get; init; }

        public required IReadOnlyList<Application?> Applications { get; init; }
    }

    private sealed record Application
    {
        public required JsonElement Id { get; init; }

        public required long Quantity { get; init; }

        public bool Resident { get; init; }
    }
}
