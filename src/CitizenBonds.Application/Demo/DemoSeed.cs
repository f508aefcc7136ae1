namespace CitizenBonds.Application.Demo;

/// <summary>The one number from which everything in the demonstration that looks like chance is drawn.</summary>
public static class DemoSeed
{
    public const int Value = 20_241_001;

    /// <summary>Makes the secrets of the demonstration, which are therefore no secrets.</summary>
    public static byte[] Bytes => BitConverter.GetBytes(Value);
}
