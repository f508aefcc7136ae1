using System.Globalization;
using System.Text;
using CitizenBonds.Verifier;

namespace CitizenBonds.Domain.Tests.Verifier;

/// <summary>One run of the tool inside the test process: what it printed and how it ended.</summary>
internal sealed record VerifierRun(int ExitCode, string Output, string Error)
{
    public static VerifierRun Start(string input, params string[] arguments) =>
        Start(Encoding.UTF8.GetBytes(input), arguments);

    public static VerifierRun Start(byte[] input, params string[] arguments)
    {
        using var standardInput = new MemoryStream(input);
        return Start(standardInput, arguments);
    }

    public static VerifierRun Start(Stream input, params string[] arguments)
    {
        using var output = new MemoryStream();
        using var error = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var exitCode = VerifierHost.Run(arguments, input, output, error);
        return new(exitCode, Encoding.UTF8.GetString(output.ToArray()), error.ToString());
    }
}
