//! The deployed distribution, as far as the local edge follows it: origins, groups, cache
//! behaviours and response headers policies.

use crate::aws::{Aws, ByName};
use crate::progress::Failure;
use hyper::Method;
use hyper::header::{HeaderMap, HeaderName, HeaderValue};
use roxmltree::{Document, Node};
use std::collections::BTreeMap;

/// Where an answer comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Origin {
    /// Host name at AWS.
    pub(crate) domain: String,
    /// Headers that CloudFront adds.
    pub(crate) headers: Vec<(String, String)>,
    /// A bucket, not a server.
    pub(crate) bucket: bool,
}

/// Two origins: the second is asked when the first answers with one of the codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Group {
    id: String,
    members: Vec<String>,
    statuses: Vec<u16>,
}

/// What applies to the paths that match a pattern.
#[derive(Debug, Clone)]
pub(crate) struct Behaviour {
    /// Nothing: all paths that no other behaviour matches.
    pattern: Option<String>,
    target: String,
    methods: Vec<String>,
    /// Applied to every answer.
    pub(crate) policy: HeadersPolicy,
}

/// Headers that are set on answers or taken away.
#[derive(Debug, Clone, Default)]
pub(crate) struct HeadersPolicy {
    set: Vec<(HeaderName, HeaderValue, bool)>,
    remove: Vec<HeaderName>,
}

/// The distribution.
#[derive(Debug, Clone)]
pub(crate) struct Distribution {
    /// Its own host name.
    pub(crate) domain: String,
    origins: BTreeMap<String, Origin>,
    groups: Vec<Group>,
    /// In the order in which they are tried; the default last.
    behaviours: Vec<Behaviour>,
}

impl Distribution {
    /// Reads it from the local AWS.
    pub(crate) async fn read(aws: &Aws, id: &str) -> Result<Self, Failure> {
        let path = format!("/2020-05-31/distribution/{id}");
        let xml = aws.call("cloudfront", hyper::Method::GET, &path, &[], "").await?.text();
        let mut policies = BTreeMap::new();
        for policy in texts(&xml, "ResponseHeadersPolicyId")? {
            let path = format!("/2020-05-31/response-headers-policy/{policy}");
            let xml = aws.call("cloudfront", hyper::Method::GET, &path, &[], "").await?.text();
            policies.insert(policy, HeadersPolicy::parse(&xml)?);
        }
        Self::parse(&xml, &policies)
    }

    fn parse(xml: &str, policies: &BTreeMap<String, HeadersPolicy>) -> Result<Self, Failure> {
        let document = Document::parse(xml).map_err(|error| odd(&error.to_string()))?;
        let root = document.root();
        let domain = text(root, "DomainName").ok_or_else(|| odd("no domain name"))?;
        let origins = all(root, "Origin").map(|origin| {
            let headers = all(origin, "OriginCustomHeader").filter_map(|header| {
                Some((text(header, "HeaderName")?, text(header, "HeaderValue")?))
            });
            let read = Origin {
                domain: text(origin, "DomainName").unwrap_or_default(),
                headers: headers.collect(),
                bucket: all(origin, "S3OriginConfig").next().is_some(),
            };
            (text(origin, "Id").unwrap_or_default(), read)
        });
        let groups = all(root, "OriginGroup").map(|group| Group {
            id: text(group, "Id").unwrap_or_default(),
            members: all(group, "OriginId").filter_map(own).collect(),
            statuses: all(group, "StatusCode")
                .filter_map(own)
                .filter_map(|code| code.parse().ok())
                .collect(),
        });
        let ordered = all(root, "CacheBehavior");
        let behaviours = ordered.chain(all(root, "DefaultCacheBehavior")).map(|behaviour| {
            let methods = all(behaviour, "AllowedMethods").next();
            // CachedMethods stands inside AllowedMethods.
            let methods = methods.and_then(|methods| all(methods, "Items").next());
            Behaviour {
                pattern: text(behaviour, "PathPattern"),
                target: text(behaviour, "TargetOriginId").unwrap_or_default(),
                methods: methods.map_or_else(
                    || vec!["GET".to_owned(), "HEAD".to_owned()],
                    |methods| all(methods, "Method").filter_map(own).collect(),
                ),
                policy: text(behaviour, "ResponseHeadersPolicyId")
                    .and_then(|id| policies.get(&id).cloned())
                    .unwrap_or_default(),
            }
        });
        Ok(Self {
            domain,
            origins: origins.collect(),
            groups: groups.collect(),
            behaviours: behaviours.collect(),
        })
    }

    /// The behaviour for a path: the first whose pattern matches.
    pub(crate) fn behaviour(&self, path: &str) -> Option<&Behaviour> {
        self.behaviours
            .iter()
            .find(|one| one.pattern.as_deref().is_none_or(|pattern| matches(pattern, path)))
    }

    /// Where a behaviour's requests go first, and where they go when that answers with one of
    /// the codes. A group counts too when it was replaced by its first member (see `deploy.rs`).
    pub(crate) fn route(&self, behaviour: &Behaviour) -> Option<Route<'_>> {
        let group = self.groups.iter().find(|group| group.id == behaviour.target).or_else(|| {
            self.groups.iter().find(|group| group.members.first() == Some(&behaviour.target))
        });
        match group {
            Some(group) => Some(Route {
                first: self.origins.get(group.members.first()?)?,
                second: group.members.get(1).and_then(|id| self.origins.get(id)),
                statuses: &group.statuses,
            }),
            None => Some(Route {
                first: self.origins.get(&behaviour.target)?,
                second: None,
                statuses: &[],
            }),
        }
    }

    /// What the API origin's functions are told in `x-origin-verify`.
    pub(crate) fn origin_secret(&self) -> Option<&str> {
        self.origins
            .values()
            .flat_map(|origin| &origin.headers)
            .find(|(name, _)| name.eq_ignore_ascii_case("x-origin-verify"))
            .map(|(_, value)| value.as_str())
    }
}

/// Where a request goes.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Route<'a> {
    pub(crate) first: &'a Origin,
    pub(crate) second: Option<&'a Origin>,
    pub(crate) statuses: &'a [u16],
}

impl Behaviour {
    pub(crate) fn allows(&self, method: &Method) -> bool {
        self.methods.iter().any(|name| name == method.as_str())
    }
}

impl HeadersPolicy {
    fn parse(xml: &str) -> Result<Self, Failure> {
        let document = Document::parse(xml).map_err(|error| odd(&error.to_string()))?;
        let root = document.root();
        let mut set = Vec::new();
        let mut add = |name: &str, value: String, node: Node<'_, '_>| {
            let replaces = text(node, "Override").as_deref() == Some("true");
            if let (Ok(name), Ok(value)) = (name.parse(), HeaderValue::from_str(&value)) {
                set.push((name, value, replaces));
            }
        };
        for node in all(root, "StrictTransportSecurity") {
            let age = text(node, "AccessControlMaxAgeSec").unwrap_or_default();
            let flag = |name, words: &'static str| {
                if text(node, name).as_deref() == Some("true") { words } else { "" }
            };
            let domains = flag("IncludeSubdomains", "; includeSubDomains");
            let preload = flag("Preload", "; preload");
            add("strict-transport-security", format!("max-age={age}{domains}{preload}"), node);
        }
        for node in all(root, "ContentTypeOptions") {
            add("x-content-type-options", "nosniff".to_owned(), node);
        }
        for (outer, inner, name) in [
            ("FrameOptions", "FrameOption", "x-frame-options"),
            ("ReferrerPolicy", "ReferrerPolicy", "referrer-policy"),
            ("ContentSecurityPolicy", "ContentSecurityPolicy", "content-security-policy"),
        ] {
            // The inner element may have the outer one's name.
            for node in
                all(root, outer).filter(|node| node.children().any(|child| child.is_element()))
            {
                let value =
                    node.children().find(|child| child.has_tag_name_of(inner)).and_then(own);
                add(name, value.unwrap_or_default(), node);
            }
        }
        for node in all(root, "ResponseHeadersPolicyCustomHeader") {
            if let (Some(name), Some(value)) = (text(node, "Header"), text(node, "Value")) {
                add(&name, value, node);
            }
        }
        let remove = all(root, "ResponseHeadersPolicyRemoveHeader")
            .filter_map(|node| text(node, "Header")?.parse().ok())
            .collect();
        Ok(Self { set, remove })
    }

    /// Sets and removes what the policy says.
    pub(crate) fn apply(&self, headers: &mut HeaderMap) {
        for (name, value, replaces) in &self.set {
            if *replaces || !headers.contains_key(name) {
                headers.insert(name, value.clone());
            }
        }
        for name in &self.remove {
            headers.remove(name);
        }
    }
}

/// CloudFront's path patterns: `*` is any number of characters, `?` exactly one; the leading
/// slash may be left out.
pub(crate) fn matches(pattern: &str, path: &str) -> bool {
    fn rest(pattern: &[u8], path: &[u8]) -> bool {
        match (pattern.split_first(), path.split_first()) {
            (None, None) => true,
            (Some((b'*', after)), _) => {
                rest(after, path) || path.split_first().is_some_and(|(_, path)| rest(pattern, path))
            }
            (Some((b'?', after)), Some((_, path))) => rest(after, path),
            (Some((want, after)), Some((have, path))) => want == have && rest(after, path),
            _ => false,
        }
    }
    rest(
        pattern.strip_prefix('/').unwrap_or(pattern).as_bytes(),
        path.strip_prefix('/').unwrap_or(path).as_bytes(),
    )
}

/// Every text of an element name in a document.
fn texts(xml: &str, name: &'static str) -> Result<Vec<String>, Failure> {
    let document = Document::parse(xml).map_err(|error| odd(&error.to_string()))?;
    let mut found: Vec<String> = all(document.root(), name).filter_map(own).collect();
    found.sort();
    found.dedup();
    Ok(found)
}

fn all<'a, 'input: 'a>(
    node: Node<'a, 'input>,
    name: &'static str,
) -> impl Iterator<Item = Node<'a, 'input>> {
    node.descendants().filter(move |child| child.has_tag_name_of(name))
}

fn text(node: Node<'_, '_>, name: &'static str) -> Option<String> {
    all(node, name).next().and_then(own)
}

fn own(node: Node<'_, '_>) -> Option<String> {
    node.text().map(str::to_owned)
}

fn odd(what: &str) -> Failure {
    Failure::new(format!("the deployed distribution cannot be read: {what}"), "Try `make reset`.")
}

#[cfg(test)]
mod tests {
    use super::{Distribution, HeadersPolicy, matches};
    use hyper::HeaderMap;
    use std::collections::BTreeMap;

    #[test]
    fn path_patterns() {
        for (pattern, path) in [
            ("/??/desk*", "/en/desk"),
            ("/??/desk*", "/fr/desk/initiatives/new"),
            ("??/desk*", "/en/desk"),
            ("/api/*", "/api/token"),
            ("/api/*", "/api/"),
            ("*", "/anything/at all"),
            ("/a*c*e", "/abcde"),
            ("/a?c", "/abc"),
        ] {
            assert!(matches(pattern, path), "{pattern} {path}");
        }
        for (pattern, path) in [
            ("/??/desk*", "/eng/desk"),
            ("/??/desk*", "/en/Desk"),
            ("/??/sign-*", "/en/signatories/"),
            ("/api/*", "/api"),
            ("/a?c", "/ac"),
            ("/abc", "/abcd"),
        ] {
            assert!(!matches(pattern, path), "{pattern} {path}");
        }
    }

    const CONFIG: &str = r#"<Distribution xmlns="urn:x"><Id>E1</Id><DomainName>d1.cloudfront.net</DomainName><DistributionConfig>
      <Origins><Items>
        <Origin><Id>bucket</Id><DomainName>b.s3.amazonaws.com</DomainName><S3OriginConfig/></Origin>
        <Origin><Id>api</Id><DomainName>4c.execute-api.eu-west-1.amazonaws.com</DomainName>
          <CustomHeaders><Items><OriginCustomHeader><HeaderName>x-origin-verify</HeaderName><HeaderValue>s</HeaderValue></OriginCustomHeader></Items></CustomHeaders><CustomOriginConfig/></Origin>
      </Items></Origins>
      <OriginGroups><Items><OriginGroup><Id>pages</Id>
        <FailoverCriteria><StatusCodes><Items><StatusCode>403</StatusCode><StatusCode>404</StatusCode></Items></StatusCodes></FailoverCriteria>
        <Members><Items><OriginGroupMember><OriginId>bucket</OriginId></OriginGroupMember><OriginGroupMember><OriginId>api</OriginId></OriginGroupMember></Items></Members>
      </OriginGroup></Items></OriginGroups>
      <DefaultCacheBehavior><TargetOriginId>TARGET</TargetOriginId><ResponseHeadersPolicyId>P</ResponseHeadersPolicyId></DefaultCacheBehavior>
      <CacheBehaviors><Items><CacheBehavior><PathPattern>/api/*</PathPattern><TargetOriginId>api</TargetOriginId>
        <AllowedMethods><Items><Method>GET</Method><Method>POST</Method></Items><CachedMethods><Items><Method>HEAD</Method></Items></CachedMethods></AllowedMethods></CacheBehavior></Items></CacheBehaviors>
      </DistributionConfig></Distribution>"#;

    #[test]
    fn a_group_counts_by_its_name_and_by_its_first_member() {
        for target in ["pages", "bucket"] {
            let xml = CONFIG.replace("TARGET", target);
            let distribution = Distribution::parse(&xml, &BTreeMap::new()).unwrap();
            let default = distribution.behaviour("/en/").unwrap();
            let route = distribution.route(default).unwrap();
            assert!(route.first.bucket);
            assert!(!route.second.unwrap().bucket);
            assert_eq!(route.statuses, [403, 404]);
            assert!(default.allows(&hyper::Method::GET) && !default.allows(&hyper::Method::POST));
            let api = distribution.behaviour("/api/token").unwrap();
            assert!(api.allows(&hyper::Method::POST) && !api.allows(&hyper::Method::HEAD));
            assert_eq!(distribution.route(api).unwrap().second, None);
            assert_eq!(distribution.origin_secret(), Some("s"));
        }
    }

    #[test]
    fn a_policy_sets_what_it_says_and_removes_the_rest() {
        let policy = HeadersPolicy::parse(
            "<P xmlns='urn:x'><SecurityHeadersConfig><FrameOptions><Override>true</Override><FrameOption>DENY</FrameOption></FrameOptions>\
             <ReferrerPolicy><Override>false</Override><ReferrerPolicy>same-origin</ReferrerPolicy></ReferrerPolicy>\
             <StrictTransportSecurity><Override>true</Override><IncludeSubdomains>true</IncludeSubdomains><AccessControlMaxAgeSec>9</AccessControlMaxAgeSec></StrictTransportSecurity></SecurityHeadersConfig>\
             <RemoveHeadersConfig><Items><ResponseHeadersPolicyRemoveHeader><Header>server</Header></ResponseHeadersPolicyRemoveHeader></Items></RemoveHeadersConfig></P>",
        )
        .unwrap();
        let mut headers = HeaderMap::new();
        headers.insert("x-frame-options", "ALLOW".parse().unwrap());
        headers.insert("referrer-policy", "origin".parse().unwrap());
        headers.insert("server", "x".parse().unwrap());
        policy.apply(&mut headers);
        assert_eq!(headers["x-frame-options"], "DENY");
        assert_eq!(headers["referrer-policy"], "origin");
        assert_eq!(headers["strict-transport-security"], "max-age=9; includeSubDomains");
        assert!(!headers.contains_key("server"));
    }
}
