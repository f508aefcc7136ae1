namespace CitizenBonds.Application.Commands;

/// <summary>
/// Why a use case did nothing. The code is the feature and the broken condition, "Application.AboveIssueLimit"; the
/// page turns code and arguments into a sentence of the reader's language, which says what to do.
/// </summary>
/// <param name="Arguments">What the sentence needs: Money, Quantity, Rate, DateOnly, DateTimeOffset, string or a
/// number.</param>
public sealed record Refusal(string Code, IReadOnlyDictionary<string, object> Arguments)
{
    private const string Suffix = "Refusal";

    /// <param name="condition">A member of an enum named like ApplicationRefusal.</param>
    public static Refusal Of(Enum condition, params ReadOnlySpan<(string Name, object Value)> arguments)
    {
        var type = condition.GetType().Name;
        var feature = type.EndsWith(Suffix, StringComparison.Ordinal) ? type[..^Suffix.Length] : type;
        var values = new Dictionary<string, object>(arguments.Length);
        foreach (var (name, value) in arguments) values.Add(name, value);
        return new Refusal($"{feature}.{condition}", values);
    }

    public bool Is(Enum condition) => Code == Of(condition).Code;
}
