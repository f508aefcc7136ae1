using CitizenBonds.Conventions.Tests.Guards;
using CitizenBonds.Domain.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace CitizenBonds.Conventions.Tests;

public sealed class DependencyTests
{
    [Fact]
    public void DependencyLine_ProjectsOfSrc_PointToTheRightOnly()
    {
        var projects = Checkout.ProjectFiles.Where(file => file.Path.StartsWith("src/", StringComparison.Ordinal))
            .ToList();

        Assert.Equal(6, projects.Count); // Web, Chain, Application, Data, Domain and the Verifier beside them.
        Found.Nothing(projects.SelectMany(DependencyLine.Violations));
    }

    [Theory]
    [InlineData("Domain", "<ProjectReference Include='../CitizenBonds.Data/CitizenBonds.Data.csproj' />")]
    [InlineData("Data", "<ProjectReference Include='..\\CitizenBonds.Application\\CitizenBonds.Application.csproj' />")]
    [InlineData("Application", "<ProjectReference Include='../CitizenBonds.Chain/CitizenBonds.Chain.csproj' />")]
    [InlineData("Chain", "<ProjectReference Include='../CitizenBonds.Web/CitizenBonds.Web.csproj' />")]
    [InlineData("Verifier", "<ProjectReference Include='../CitizenBonds.Data/CitizenBonds.Data.csproj' />")]
    [InlineData("Web", "<ProjectReference Include='../CitizenBonds.Verifier/CitizenBonds.Verifier.csproj' />")]
    [InlineData("Domain", "<Reference Include='CitizenBonds.Data' />")]
    [InlineData("Domain", "<PackageReference Include='Npgsql' />")]
    [InlineData("Tools", "")]
    public void DependencyLine_ReferenceToTheLeft_IsFound(string project, string reference)
    {
        var file = new SourceFile(
            $"src/CitizenBonds.{project}/CitizenBonds.{project}.csproj",
            $"<Project><ItemGroup>{reference}</ItemGroup></Project>");

        Assert.Single(DependencyLine.Violations(file));
    }

    [Fact]
    public void DependencyLine_ReferenceToTheRight_IsAllowed()
    {
        var file = new SourceFile(
            "src/CitizenBonds.Web/CitizenBonds.Web.csproj",
            "<Project><ProjectReference Include='../CitizenBonds.Domain/CitizenBonds.Domain.csproj' /></Project>");

        Assert.Empty(DependencyLine.Violations(file));
    }

    [Fact]
    public void DomainPurity_CompiledDomain_RefersToNothingImpure()
    {
        using var assembly = File.OpenRead(typeof(Money).Assembly.Location);

        Found.Nothing(DomainPurity.Violations(assembly));
    }

    [Theory]
    [InlineData("string F() => System.IO.File.ReadAllText(\"x\");", "uses the type System.IO.File")]
    [InlineData("object F() => new System.Net.Http.HttpClient();", "uses the type System.Net.Http.HttpClient")]
    [InlineData("object F() => System.DateTimeOffset.UtcNow;", "uses the member System.DateTimeOffset.get_UtcNow")]
    [InlineData("object F() => System.TimeProvider.System;", "uses the type System.TimeProvider")]
    [InlineData("object F() => new System.Random();", "uses the member System.Random() without a seed")]
    [InlineData("object F() => System.Random.Shared;", "uses the member System.Random.get_Shared")]
    [InlineData("object F() => System.Guid.NewGuid();", "uses the member System.Guid.NewGuid")]
    [InlineData("System.Threading.Tasks.Task F() => null;", "uses the type System.Threading.Tasks.Task")]
    [InlineData("object F() => System.Environment.MachineName;", "uses the member System.Environment.get_MachineName")]
    [InlineData("void F() => System.Console.WriteLine();", "uses the type System.Console")]
    public void DomainPurity_ImpureMember_IsFound(string member, string violation) =>
        Assert.Contains(violation, DomainPurity.Violations(Compile(member)));

    [Theory]
    [InlineData("object F() => new System.Random(7);")]
    [InlineData("System.Collections.Generic.IEnumerable<int> F() { yield return 1; }")]
    [InlineData("object F() => System.Security.Cryptography.SHA256.HashData(new byte[1]);")]
    [InlineData("object F() => new System.DateOnly(2026, 4, 1);")]
    public void DomainPurity_PureMember_IsAllowed(string member) =>
        Assert.Empty(DomainPurity.Violations(Compile(member)));

    private static MemoryStream Compile(string member)
    {
        // Set by every host.
        var trusted = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var compilation = CSharpCompilation.Create(
            "Sample",
            [CSharpSyntaxTree.ParseText($"public class Sample {{ public {member} }}", cancellationToken: default)],
            trusted.Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var assembly = new MemoryStream();
        var result = compilation.Emit(assembly, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        assembly.Position = 0;
        return assembly;
    }
}
