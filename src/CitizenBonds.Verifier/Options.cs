namespace CitizenBonds.Verifier;

/// <summary>The options of one command line: <c>--name value</c> or <c>--name=value</c>, each at most once.</summary>
public sealed class Options
{
    private readonly Dictionary<string, string> _values;

    private Options(Dictionary<string, string> values) => _values = values;

    /// <exception cref="BadInputException">Unknown, repeated or without its value.</exception>
    public static Options Parse(ReadOnlySpan<string> arguments, IReadOnlyList<string> allowed)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < arguments.Length; i++)
        {
            var argument = arguments[i];
            if (!argument.StartsWith("--", StringComparison.Ordinal))
                throw new BadInputException($"unexpected argument '{argument}'; options start with --");
            var equals = argument.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? argument[2..] : argument[2..equals];
            if (!allowed.Contains(name))
                throw new BadInputException($"unknown option --{name}; known: --{string.Join(", --", allowed)}");
            if (equals < 0 && ++i == arguments.Length) throw new BadInputException($"option --{name} needs a value");
            var value = equals < 0 ? arguments[i] : argument[(equals + 1)..];
            if (!values.TryAdd(name, value)) throw new BadInputException($"option --{name} is given twice");
        }

        return new(values);
    }

    /// <returns>Null when the option was not given.</returns>
    public string? Find(string name) => _values.GetValueOrDefault(name);

    /// <exception cref="BadInputException">Not given.</exception>
    public string Require(string name) => Find(name) ?? throw new BadInputException($"option --{name} is missing");
}
