using System.Text;
using System.Text.Json.Nodes;
using CitizenBonds.Chain.Abi;

namespace CitizenBonds.Chain.Contracts;

/// <summary>A contract as solc put it out: code, and the types of its functions and events.</summary>
public sealed class ContractArtifact
{
    private readonly byte[] _code;
    private readonly IReadOnlyList<AbiType> _constructor;
    private readonly Dictionary<string, Member> _functions;
    private readonly Dictionary<string, Member> _events;
    private readonly Dictionary<string, string> _errorNames;

    private ContractArtifact(string name, JsonNode output)
    {
        Name = name;
        _code = Hex.ToBytes((string)output["bytecode"]!);
        DeployedCode = Hex.ToBytes((string)output["deployedBytecode"]!);
        Selectors = output["methodIdentifiers"]!.AsObject()
            .ToDictionary(pair => pair.Key, pair => (string)pair.Value!, StringComparer.Ordinal);
        var abi = output["abi"]!.AsArray();
        _constructor = abi.Where(one => (string)one!["type"]! == "constructor")
            .Select(one => AbiType.ListOf(one!["inputs"])).FirstOrDefault([]);
        _functions = Members(abi, "function");
        _events = Members(abi, "event");
        _errorNames = Members(abi, "error").Values.ToDictionary(
            error => Convert.ToHexStringLower(error.Hash.AsSpan(0, 4)), error => error.Signature,
            StringComparer.Ordinal);
    }

    public string Name { get; }

    /// <summary>What must be found at the address, but for the values set at deployment.</summary>
    public byte[] DeployedCode { get; }

    /// <summary>
    /// Whether this is our code. Values set at deployment stand in it where the compiler left zeros; they are read back
    /// by name.
    /// </summary>
    public bool IsCode(ReadOnlySpan<byte> found)
    {
        if (found.Length != DeployedCode.Length) return false;
        for (var i = 0; i < found.Length; i++)
            if (DeployedCode[i] != 0 && DeployedCode[i] != found[i]) return false;
        return true;
    }

    /// <summary>The compiler's own: the signature of each function and its four bytes.</summary>
    public IReadOnlyDictionary<string, string> Selectors { get; }

    /// <summary>The signatures we make from the ABI, with the four bytes we compute.</summary>
    public IEnumerable<(string Signature, string Selector)> ComputedSelectors =>
        _functions.Values.Select(one => (one.Signature, Convert.ToHexStringLower(one.Hash.AsSpan(0, 4))));

    /// <exception cref="FileNotFoundException">The contracts were not compiled.</exception>
    public static ContractArtifact Load(string folder, string name) =>
        new(name, JsonNode.Parse(File.ReadAllText(Path.Combine(folder, name + ".json")))!); // JSON null is no artifact.

    public byte[] Deployment(params object[] arguments) => [.. _code, .. AbiCodec.Encode(_constructor, arguments)];

    public byte[] Call(string function, params object[] arguments)
    {
        var member = _functions[function];
        return [.. member.Hash.AsSpan(0, 4), .. AbiCodec.Encode(member.Inputs, arguments)];
    }

    public object[] Answer(string function, byte[] data) => AbiCodec.Decode(_functions[function].Outputs, data);

    public string Topic(string eventName) => Hex.Of(_events[eventName].Hash);

    /// <returns>The custom error's signature, or the first bytes when it is none of ours.</returns>
    public string ErrorName(byte[] data)
    {
        if (data.Length < 4) return "no reason given";
        var selector = Convert.ToHexStringLower(data.AsSpan(0, 4));
        return _errorNames.GetValueOrDefault(selector, "0x" + selector);
    }

    // Overloads would hide each other; our contracts have none.
    private static Dictionary<string, Member> Members(JsonArray abi, string kind) =>
        abi.Where(one => (string)one!["type"]! == kind)
            .Select(one => new Member(
                (string)one!["name"]!, AbiType.ListOf(one["inputs"]), AbiType.ListOf(one["outputs"])))
            .ToDictionary(member => member.Name, StringComparer.Ordinal);

    private sealed record Member(string Name, IReadOnlyList<AbiType> Inputs, IReadOnlyList<AbiType> Outputs)
    {
        public string Signature { get; } = $"{Name}({string.Join(',', Inputs.Select(input => input.Signature))})";

        public byte[] Hash { get; } = Keccak256.Hash(Encoding.UTF8.GetBytes(
            $"{Name}({string.Join(',', Inputs.Select(input => input.Signature))})"));
    }
}
