namespace CitizenBonds.Data.Embedded;

/// <summary>
/// The account the server runs under: PostgreSQL refuses root, so a portal started by root hands it to an
/// unprivileged one; everybody else runs it as themselves.
/// </summary>
internal sealed class ServerAccount
{
    private const string AccountsFile = "/etc/passwd";
    private static readonly string[] Preferred = ["postgres", "nobody"];
    private static readonly string[] ProgramFolders = ["/usr/bin", "/bin", "/usr/sbin", "/sbin"];

    private readonly string? _name;
    private readonly string[] _prefix;

    private ServerAccount(string? name, string[] prefix)
    {
        _name = name;
        _prefix = prefix;
    }

    /// <param name="foldersNeeded">Folders the server must be able to enter.</param>
    public static ServerAccount ForThisProcess(params string[] foldersNeeded)
    {
        if (!Environment.IsPrivilegedProcess || OperatingSystem.IsWindows()) return new ServerAccount(null, []);
        var (name, uid, gid) = UnprivilegedAccount();
        var isReachable = foldersNeeded.All(EverybodyMayEnter);

        if (FindProgram("setpriv") is { } setpriv)
        {
            // A clone below /root, say, is closed to the account: it keeps the one capability that opens it.
            string[] keys = isReachable ? [] : ["--inh-caps=+dac_override", "--ambient-caps=+dac_override"];
            return new ServerAccount(
                name, [setpriv, $"--reuid={uid}", $"--regid={gid}", "--clear-groups", .. keys, "--"]);
        }

        if (!isReachable)
        {
            var folders = string.Join(" or ", foldersNeeded);
            throw new EmbeddedPostgresException(
                $"The account {name}, which runs PostgreSQL for root, cannot enter {folders}: " +
                "move the portal or set Portal:DataFolder to a folder it can enter.");
        }

        if (FindProgram("runuser") is { } runuser) return new ServerAccount(name, [runuser, "-u", name, "--"]);
        throw new EmbeddedPostgresException(
            "PostgreSQL does not run as root and neither setpriv nor runuser is there: install util-linux " +
            "or start the portal as an ordinary user.");
    }

    public string[] Command(params string[] command) => [.. _prefix, .. command];

    /// <summary>Gives a file or a folder with all it holds to the account; does nothing for an ordinary user.</summary>
    public async Task OwnAsync(string path, CancellationToken cancellationToken)
    {
        if (_name is null) return;
        var owner = await ServerCommand.RunOrThrowAsync(
            ["stat", "--format=%U", path], $"read the owner of {path}", cancellationToken);
        if (owner == _name) return;
        await ServerCommand.RunOrThrowAsync(
            ["chown", "--recursive", $"{_name}:", path], $"give {path} to the account {_name}", cancellationToken);
    }

    private static (string Name, string Uid, string Gid) UnprivilegedAccount()
    {
        var accounts = File.ReadLines(AccountsFile).Select(line => line.Split(':')).Where(fields => fields.Length > 3)
            .ToDictionary(fields => fields[0]);
        var name = Preferred.FirstOrDefault(accounts.ContainsKey) ?? throw new EmbeddedPostgresException(
            "PostgreSQL does not run as root and there is neither an account postgres nor nobody: create one of them.");
        return (name, accounts[name][2], accounts[name][3]);
    }

    private static bool EverybodyMayEnter(string folder)
    {
        if (OperatingSystem.IsWindows()) return true;
        for (var current = new DirectoryInfo(folder); current is not null; current = current.Parent)
        {
            if (!current.UnixFileMode.HasFlag(UnixFileMode.OtherExecute)) return false;
        }
        return true;
    }

    private static string? FindProgram(string name) =>
        ProgramFolders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
