using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace CitizenBonds.Conventions.Tests.Guards;

/// <summary>
/// Domain computes and does nothing else: no files, network, clock, tasks, randomness without a seed, machine culture
/// or time zone. Read from what the compiled assembly refers to, so that no spelling escapes.
/// </summary>
internal static class DomainPurity
{
    private static readonly string[] ForbiddenNamespaces =
    [
        "System.Net", "System.Threading", "System.Data", "System.Diagnostics.Tracing", "System.IO.Pipes",
        "System.IO.MemoryMappedFiles", "System.IO.IsolatedStorage", "System.Runtime.InteropServices.JavaScript",
        "Microsoft",
    ];

    private static readonly string[] ForbiddenTypes =
    [
        "System.IO.File", "System.IO.FileInfo", "System.IO.FileStream", "System.IO.Directory",
        "System.IO.DirectoryInfo",
        "System.IO.DriveInfo", "System.IO.FileSystemInfo", "System.IO.FileSystemWatcher", "System.IO.Path",
        "System.IO.RandomAccess", "System.IO.StreamReader", "System.IO.StreamWriter", "System.Console",
        "System.AppContext", "System.TimeProvider", "System.TimeZoneInfo",
        "System.Diagnostics.Process", "System.Diagnostics.Stopwatch",
        "System.Security.Cryptography.RandomNumberGenerator",
    ];

    private static readonly string[] ForbiddenMembers =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today",
        "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow", "System.Random.get_Shared",
        "System.Guid.NewGuid", "System.Guid.CreateVersion7", "System.Globalization.CultureInfo.get_CurrentCulture",
        "System.Globalization.CultureInfo.get_CurrentUICulture",
    ];

    public static IReadOnlyList<string> Violations(Stream assembly)
    {
        using var portable = new PEReader(assembly);
        var metadata = portable.GetMetadataReader();
        var types = metadata.TypeReferences.Select(handle => FullName(metadata, metadata.GetTypeReference(handle)));
        var members = metadata.MemberReferences.Select(handle => metadata.GetMemberReference(handle));
        return
        [
            .. types.Where(IsForbiddenType).Select(type => $"uses the type {type}"),
            .. members.Select(member => ForbiddenMember(metadata, member)).OfType<string>()
                .Select(member => $"uses the member {member}"),
        ];
    }

    private static bool IsForbiddenType(string type) =>
        ForbiddenTypes.Contains(type)
        || ForbiddenNamespaces.Any(space => type.StartsWith(space + ".", StringComparison.Ordinal)
            && !IsWrittenByTheCompiler(type));

    // The compiler marks every assembly and every nullable annotation with these; Interlocked and Lock carry
    // no time and no order of their own.
    private static bool IsWrittenByTheCompiler(string type) =>
        type.StartsWith("Microsoft.CodeAnalysis.", StringComparison.Ordinal)
        || type is "System.Threading.Interlocked" or "System.Threading.Lock";

    private static string? ForbiddenMember(MetadataReader metadata, MemberReference member)
    {
        if (member.Parent.Kind != HandleKind.TypeReference) return null;
        var type = FullName(metadata, metadata.GetTypeReference((TypeReferenceHandle)member.Parent));
        var name = $"{type}.{metadata.GetString(member.Name)}";
        if (ForbiddenMembers.Contains(name) || IsOfTheMachine(type, name)) return name;
        return name == "System.Random..ctor" && ParameterCount(metadata, member) == 0
            ? "System.Random() without a seed"
            : null;
    }

    // The compiler asks for the thread in every iterator, so the type as a whole cannot be forbidden.
    private static bool IsOfTheMachine(string type, string name) =>
        type == "System.Environment" && name != "System.Environment.get_CurrentManagedThreadId";

    private static int ParameterCount(MetadataReader metadata, MemberReference member)
    {
        var signature = metadata.GetBlobReader(member.Signature);
        signature.ReadSignatureHeader();
        return signature.ReadCompressedInteger();
    }

    private static string FullName(MetadataReader metadata, TypeReference type)
    {
        var space = metadata.GetString(type.Namespace);
        var name = metadata.GetString(type.Name);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? FullName(metadata, metadata.GetTypeReference((TypeReferenceHandle)type.ResolutionScope)) + "." + name
            : space.Length == 0 ? name : $"{space}.{name}";
    }
}
