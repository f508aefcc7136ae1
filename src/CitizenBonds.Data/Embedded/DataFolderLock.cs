using System.Globalization;

namespace CitizenBonds.Data.Embedded;

/// <summary>Held by one portal for as long as it lives; the operating system lets go of it even after a kill.</summary>
internal sealed class DataFolderLock : IDisposable
{
    private readonly FileStream _heldOpen;

    private DataFolderLock(FileStream heldOpen) => _heldOpen = heldOpen;

    public static DataFolderLock Acquire(string dataFolder)
    {
        FileStream heldOpen;
        try
        {
            heldOpen = new FileStream(
                Path.Combine(dataFolder, "portal.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException inUse) when (inUse is not (FileNotFoundException or DirectoryNotFoundException))
        {
            throw new DataFolderInUseException(
                $"The data folder {dataFolder} is in use by another portal{HolderOf(dataFolder)}; " +
                "stop it first or set Portal:DataFolder to another folder.", inUse);
        }

        // In a file of its own, because the locked one cannot be read by anybody else.
        File.WriteAllText(PidFile(dataFolder), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        return new DataFolderLock(heldOpen);
    }

    public void Dispose() => _heldOpen.Dispose();

    private static string PidFile(string dataFolder) => Path.Combine(dataFolder, "portal.pid");

    private static string HolderOf(string dataFolder) =>
        File.Exists(PidFile(dataFolder)) ? $" (process {File.ReadAllText(PidFile(dataFolder)).Trim()})" : "";
}
