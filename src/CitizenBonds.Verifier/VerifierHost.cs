using System.Text;

namespace CitizenBonds.Verifier;

/// <summary>Finds the command, runs it, turns its end into an exit code. The outermost edge of the tool.</summary>
public static class VerifierHost
{
    public static int Run(ReadOnlySpan<string> arguments, Stream input, Stream output, TextWriter error)
    {
        try
        {
            if (arguments.IsEmpty || IsHelp(arguments[0])) return ShowHelp(HelpText.ForTool(), output);
            var name = arguments[0];
            var command = CommandTable.Find(name)
                ?? throw new BadInputException($"unknown command '{name}'; --help lists the commands");
            var rest = arguments[1..];
            foreach (var argument in rest)
                if (IsHelp(argument)) return ShowHelp(HelpText.ForCommand(command), output);
            return RunCommand(command, Options.Parse(rest, command.Options), input, output, error);
        }
        catch (BadInputException refused)
        {
            error.WriteLine($"bad input: {refused.Message}");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"bad input: {failure.Message}");
        }
        catch (DecoderFallbackException)
        {
            error.WriteLine("bad input: the file is not UTF-8 text");
        }
        catch (Exception bug)
        {
            // A person who runs the tool cannot use a stack trace; the type and the message are what a report needs.
            error.WriteLine($"internal error, please report it: {bug.GetType().Name}: {bug.Message}");
        }

        return CommandResult.BadInputCode;
    }

    private static int RunCommand(
        VerifierCommand command, Options options, Stream input, Stream output, TextWriter error)
    {
        using var context = new CommandContext(options, input, output, error);
        var result = command.Run(context);
        context.Publish();
        error.WriteLine($"{command.Name}: {result.Summary}");
        return result.ExitCode;
    }

    private static bool IsHelp(string argument) => argument is "--help" or "-h" or "help";

    private static int ShowHelp(string text, Stream output)
    {
        output.Write(Encoding.UTF8.GetBytes(text));
        output.Flush();
        return CommandResult.AgreesCode;
    }
}
