using System.Reflection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace GradWatch.Cli.Dashboard;

/// <summary>The files of the dashboard, which are a part of the tool's assembly.</summary>
internal sealed class DashboardFiles : IFileProvider
{
    private const string Prefix = "dashboard/";
    private static readonly Assembly Tool = typeof(DashboardFiles).Assembly;

    /// <summary>Paths with <c>/</c>, whatever the machine that built the tool wrote.</summary>
    private readonly Dictionary<string, string> _resources = Tool.GetManifestResourceNames()
        .Select(name => (Path: name.Replace('\\', '/'), Name: name))
        .Where(file => file.Path.StartsWith(Prefix, StringComparison.Ordinal))
        .ToDictionary(file => file.Path[Prefix.Length..], file => file.Name, StringComparer.Ordinal);

    public IFileInfo GetFileInfo(string subpath)
    {
        string path = subpath.TrimStart('/');
        return _resources.TryGetValue(path, out string? name) ? new EmbeddedFile(path, name) : new NotFoundFileInfo(subpath);
    }

    public IDirectoryContents GetDirectoryContents(string subpath)
    {
        string folder = subpath.Trim('/');
        string begin = folder.Length == 0 ? "" : folder + "/";
        List<IFileInfo> found = [];
        HashSet<string> folders = [];
        foreach ((string path, string name) in _resources)
        {
            if (!path.StartsWith(begin, StringComparison.Ordinal))
                continue;
            int slash = path.IndexOf('/', begin.Length);
            if (slash < 0)
                found.Add(new EmbeddedFile(path, name));
            else if (folders.Add(path[begin.Length..slash]))
                found.Add(new EmbeddedFolder(path[begin.Length..slash]));
        }
        return new EmbeddedContents(found);
    }

    public IChangeToken Watch(string filter) => NullChangeToken.Singleton;

    private sealed class EmbeddedFile(string path, string resource) : IFileInfo
    {
        public bool Exists => true;
        public bool IsDirectory => false;
        public string Name { get; } = path[(path.LastIndexOf('/') + 1)..];
        public string? PhysicalPath => null;
        public DateTimeOffset LastModified => DateTimeOffset.UnixEpoch;

        public long Length
        {
            get
            {
                using Stream stream = CreateReadStream();
                return stream.Length;
            }
        }

        public Stream CreateReadStream() => Tool.GetManifestResourceStream(resource)!;
    }

    private sealed class EmbeddedFolder(string name) : IFileInfo
    {
        public bool Exists => true;
        public bool IsDirectory => true;
        public string Name => name;
        public string? PhysicalPath => null;
        public DateTimeOffset LastModified => DateTimeOffset.UnixEpoch;
        public long Length => -1;
        public Stream CreateReadStream() => throw new NotSupportedException($"{name} is a folder");
    }

    private sealed class EmbeddedContents(List<IFileInfo> files) : IDirectoryContents
    {
        public bool Exists => files.Count > 0;
        public IEnumerator<IFileInfo> GetEnumerator() => files.GetEnumerator();
        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
